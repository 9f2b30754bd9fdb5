import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { OverloadError } from '@ppaas/service';
import { OAuthError } from './oauth-error.ts';

/** The part of Fastify's reply that is used here. */
interface HttpReply {
  header(name: string, value: string): HttpReply;
  status(status: number): HttpReply;
  send(body: unknown): HttpReply;
}

/** Renders RFC 6749 §5.2; every other error goes on to the platform's own filter. */
@Catch(OAuthError, OverloadError)
export class OAuthErrorFilter implements ExceptionFilter<OAuthError | OverloadError> {
  catch(thrown: OAuthError | OverloadError, host: ArgumentsHost): void {
    const error = thrown instanceof OAuthError ? thrown : unavailable(thrown);
    const reply = host.switchToHttp().getResponse<HttpReply>();
    if (error.code === 'invalid_client') reply.header('WWW-Authenticate', 'Basic realm="ppaas", charset="UTF-8"');
    if (error.retryAfterSeconds !== undefined) reply.header('Retry-After', String(error.retryAfterSeconds));
    reply.status(error.status).send({ error: error.code, error_description: error.message });
  }
}

const unavailable = ({ message, retryAfterSeconds }: OverloadError): OAuthError =>
  new OAuthError('temporarily_unavailable', message, retryAfterSeconds);
