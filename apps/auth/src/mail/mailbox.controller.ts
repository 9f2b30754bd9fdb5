import { Controller, Get, Inject } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { sandboxMails } from '@ppaas/contracts';
import { Public } from '@ppaas/service';
import type { z } from 'zod';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import type { AuthConfig } from '../auth.config.ts';
import { MailStore } from './mail.store.ts';

/** In a sandbox only: mail that nobody sends, for whoever plays all the people. */
@Controller('auth/v1/mailbox')
@Public()
export class MailboxController {
  constructor(
    private readonly store: MailStore,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  @Get()
  async latest(): Promise<z.infer<typeof sandboxMails>> {
    if (!this.config.MAILBOX) throw new DomainError('route.unknown');
    return { items: await this.store.latest() };
  }
}
