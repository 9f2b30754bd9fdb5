import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Logger } from './logger.ts';
import { toProblem } from './problem.ts';
import { OverloadError } from './shedding.ts';

/** The one filter: every error that nobody else renders leaves as a problem. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Logger) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const answer = toProblem(error);
    if (answer.isFault && !(error instanceof OverloadError))
      this.logger.error({ err: error, code: answer.body.code }, 'a request failed');
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    void reply
      .status(answer.status)
      .headers(answer.headers)
      .type('application/problem+json')
      .send(JSON.stringify(answer.body));
  }
}
