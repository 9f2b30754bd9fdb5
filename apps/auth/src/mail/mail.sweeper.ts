import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Logger, STOP_ORDER, Shutdown } from '@ppaas/service';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import type { AuthConfig } from '../auth.config.ts';
import { MailStore } from './mail.store.ts';

const LOOK_EVERY_MS = 2_000;
/** The idle transaction that holds a mail ends after 5 s. */
const ANSWER_WITHIN_MS = 4_000;

/** Sends mail through the SMTP server of the configuration. Without one it stays where it is. */
@Injectable()
export class MailSweeper implements OnApplicationBootstrap {
  private isStopped = false;
  private running: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: MailStore,
    private readonly shutdown: Shutdown,
    @Inject(Logger) private readonly log: Logger,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { SMTP_URL: url, SMTP_CA_FILE: caFile } = this.config;
    if (url === undefined) return;
    const options = {
      connectionTimeout: ANSWER_WITHIN_MS,
      greetingTimeout: ANSWER_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
      // A password is not said in the clear.
      requireTLS: new URL(url).username !== '',
      ...(caFile === undefined ? {} : { tls: { ca: readFileSync(caFile) } }),
    };
    const transport = createTransport({ url, ...options }, { from: this.config.MAIL_FROM });
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.sendAll(transport));
    }, LOOK_EVERY_MS);
    this.shutdown.register(STOP_ORDER.consumers, 'mail', async () => {
      this.isStopped = true;
      clearInterval(this.timer);
      await this.running;
      transport.close();
    });
  }

  private async sendAll(transport: Transporter): Promise<void> {
    try {
      while (!this.isStopped && (await this.sendOne(transport)));
    } catch (error) {
      this.log.warn({ err: error }, 'mail waits: the database does not answer');
    }
  }

  private sendOne(transport: Transporter): Promise<boolean> {
    return this.store.sendOne(
      async ({ to, subject, text }) => {
        await transport.sendMail({ to, subject, text });
      },
      (error) => this.log.warn({ err: error }, 'a mail was not sent and is tried again'),
    );
  }
}
