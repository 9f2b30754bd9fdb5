import { All, Controller, Header, HttpCode, Inject, Req, Res } from '@nestjs/common';
import { AUTHORISE_PATH } from '@ppaas/contracts';
import { Matters, Public, doorCertificate } from '@ppaas/service';
import { AUTH_CONFIG } from './auth.symbols.ts';
import type { AuthConfig } from './auth.config.ts';
import { DeviceTokenService } from './device-token.service.ts';

/**
 * What the mutual-TLS door asks before it lets a call in, as forward authentication of the usual ingresses: any method, no
 * body, and the answer's headers go on with the call. Public, since the door shows its secret and a certificate.
 */
@Controller()
@Public()
// Whatever is called at that door, an abort too, asks here first.
@Matters('finish')
export class DoorController {
  constructor(
    private readonly tokens: DeviceTokenService,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  /** @throws DomainError certificate.required */
  @All(AUTHORISE_PATH)
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async authorise(
    @Req() { headers }: { readonly headers: Parameters<typeof doorCertificate>[0] },
    @Res({ passthrough: true }) response: { header(name: string, value: string): unknown },
  ): Promise<void> {
    const token = await this.tokens.issue(doorCertificate(headers, this.config.DOOR_TOKEN));
    response.header('Authorization', `Bearer ${token.access_token}`);
  }
}
