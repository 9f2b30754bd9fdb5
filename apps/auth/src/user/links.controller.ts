import { Controller, HttpCode, Inject, Post, Req, UseInterceptors } from '@nestjs/common';
import { linkQuestion, requestReset, useLink } from '@ppaas/contracts';
import type { link } from '@ppaas/contracts';
import { IdempotencyInterceptor, Public, RateLimiter, parseBody, requireOwnPage } from '@ppaas/service';
import type { HttpRequest } from '@ppaas/service';
import type { z } from 'zod';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import type { AuthConfig } from '../auth.config.ts';
import { PasswordLinks } from './password-links.service.ts';

const RESETS_PER_PERSON = { points: 3, durationSeconds: 3_600 };

/** Links that were mailed. Tokens come in bodies: addresses end up in the logs of others. */
@Controller('auth/v1')
@Public()
export class LinksController {
  private readonly origin: string;

  constructor(
    private readonly links: PasswordLinks,
    private readonly limiter: RateLimiter,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {
    this.origin = new URL(config.ISSUER).origin;
  }

  /** 202 whether there is such a person or not. */
  @Post('password-resets')
  @UseInterceptors(IdempotencyInterceptor)
  @HttpCode(202)
  async requestReset(@Req() request: HttpRequest): Promise<void> {
    await this.admit(request);
    const asked = parseBody(requestReset, request.body);
    await this.limiter.take(`reset:${asked.organisation}:${asked.email}`, RESETS_PER_PERSON);
    this.links.requestReset(asked);
  }

  @Post('links/question')
  @HttpCode(200)
  async question(@Req() request: HttpRequest): Promise<z.infer<typeof link>> {
    await this.admit(request);
    return this.links.question(parseBody(linkQuestion, request.body).token);
  }

  @Post('links/use')
  @HttpCode(204)
  async use(@Req() request: HttpRequest): Promise<void> {
    await this.admit(request);
    await this.links.use(parseBody(useLink, request.body), request.ip);
  }

  private async admit({ headers, ip }: HttpRequest): Promise<void> {
    requireOwnPage(headers, this.origin);
    await this.limiter.take(`link:${ip}`, { points: this.config.SIGN_INS_PER_MINUTE, durationSeconds: 60 });
  }
}
