import { Injectable } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import type { PosClient } from './access-token.ts';
import { ClientsService } from './clients.service.ts';
import { lookAgain, TokenService } from './token.service.ts';
import type { TokenAnswer } from './token.service.ts';

const MAX_KEPT = 10_000;
/** A token goes on being given for this part of its life, so that the services know it already when it comes again. */
const REUSED_PART = 0.5;

interface Kept {
  readonly version: number;
  readonly answer: TokenAnswer;
  readonly freshUntilMs: number;
}

/** Tokens for the POS software on devices. Asked for with each of its calls, and each time the certificate is looked at. */
@Injectable()
export class DeviceTokenService {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly clients: ClientsService,
    private readonly tokens: TokenService,
  ) {}

  /**
   * @param thumbprint of a certificate that the mutual-TLS door has checked; undefined: the door did not say
   * @throws DomainError certificate.required
   */
  async issue(thumbprint: string | undefined): Promise<TokenAnswer> {
    if (thumbprint === undefined) throw new DomainError('certificate.required');
    const look = () => this.clients.findByCertificate(thumbprint, new Date());
    const client = look() ?? (await lookAgain(look));
    if (client === undefined || client === 'refused') throw new DomainError('certificate.required');
    return this.tokenFor(client, thumbprint);
  }

  private async tokenFor(client: PosClient, thumbprint: string): Promise<TokenAnswer> {
    const now = Date.now();
    const known = this.kept.get(thumbprint);
    if (known?.version === client.version && known.freshUntilMs > now) return known.answer;
    const answer = await this.tokens.sign(client);
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    const freshUntilMs = now + answer.expires_in * REUSED_PART * 1000;
    this.kept.delete(thumbprint);
    this.kept.set(thumbprint, { version: client.version, answer, freshUntilMs });
    return answer;
  }
}
