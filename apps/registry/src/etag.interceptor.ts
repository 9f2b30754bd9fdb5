import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';

interface HttpReply {
  header(name: string, value: string): HttpReply;
}

/** An entity's version is its entity tag: what `If-Match` compares with. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<HttpReply>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        if (typeof answer !== 'object' || answer === null || !('version' in answer)) return;
        reply.header('ETag', `"${String(answer.version)}"`);
      }),
    );
  }
}
