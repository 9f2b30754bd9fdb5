import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Matters, Public } from '@ppaas/service';
import { AUTH_CONFIG, AUTH_SECRETS } from './auth.symbols.ts';
import type { AuthConfig, AuthSecrets } from './auth.config.ts';
import { authorizationServerMetadata, publishedKeys } from './metadata.ts';

@Controller('.well-known')
@Public()
// Without the keys nobody can check a token.
@Matters('finish')
export class MetadataController {
  private readonly jwks: { readonly keys: ReturnType<typeof publishedKeys> };

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_SECRETS) secrets: AuthSecrets,
  ) {
    this.jwks = { keys: publishedKeys(secrets.signingKeys) };
  }

  @Get('jwks.json')
  @Header('Cache-Control', 'public, max-age=600')
  keys() {
    return this.jwks;
  }

  @Get('oauth-authorization-server')
  @Header('Cache-Control', 'public, max-age=600')
  metadata() {
    return authorizationServerMetadata(this.config.ISSUER);
  }
}
