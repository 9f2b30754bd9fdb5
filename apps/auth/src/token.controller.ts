import { Controller, HttpCode, Inject, Post, Req, UseFilters } from '@nestjs/common';
import { doorCertificate, Matters, Public } from '@ppaas/service';
import { AUTH_CONFIG } from './auth.symbols.ts';
import type { AuthConfig } from './auth.config.ts';
import { DeviceTokenService } from './device-token.service.ts';
import { OAuthErrorFilter } from './oauth-error.filter.ts';
import { OAuthError } from './oauth-error.ts';
import { readClientForm, readGetToken, readTokenRequest } from './token-request.ts';
import type { RawRequest } from './token-request.ts';
import { TokenService } from './token.service.ts';
import type { TokenAnswer } from './token.service.ts';
import { TokenStatusService } from './token-status.service.ts';
import type { Introspection } from './token-status.service.ts';

/** The part of Fastify's request that is read here. */
interface HttpRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  readonly ip: string;
}

/** Public, since the callers authenticate with the credentials in the request itself. */
@Controller()
@Public()
@UseFilters(OAuthErrorFilter)
export class TokenController {
  constructor(
    private readonly tokens: TokenService,
    private readonly status: TokenStatusService,
    private readonly deviceTokens: DeviceTokenService,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  @Post('oauth2/token')
  @HttpCode(200)
  async token(@Req() request: HttpRequest): Promise<TokenAnswer> {
    const { credentials, scope } = readTokenRequest(raw(request));
    return this.tokens.issue(credentials, request.ip, scope);
  }

  /** The product's own name for the same thing. At the mutual-TLS door the certificate stands for the credentials. */
  @Post('retail/v1/getToken')
  @HttpCode(200)
  async getToken(@Req() request: HttpRequest): Promise<TokenAnswer> {
    const thumbprint = doorCertificate(request.headers, this.config.DOOR_TOKEN);
    if (thumbprint !== undefined) return this.deviceTokens.issue(thumbprint);
    return this.tokens.issue(readGetToken(raw(request)).credentials, request.ip);
  }

  @Post('oauth2/revoke')
  @Matters('finish')
  @HttpCode(200)
  async revoke(@Req() request: HttpRequest): Promise<Record<string, never>> {
    const { form, credentials } = readClientForm(raw(request));
    const caller = await this.tokens.authenticate(credentials, request.ip);
    await this.status.revoke(caller, required(form.get('token')));
    return {};
  }

  @Post('oauth2/introspect')
  @HttpCode(200)
  async introspect(@Req() request: HttpRequest): Promise<Introspection> {
    const { form, credentials } = readClientForm(raw(request));
    const caller = await this.tokens.authenticate(credentials, request.ip);
    return this.status.introspect(caller, required(form.get('token')));
  }
}

function required(token: string | undefined): string {
  if (token === undefined) throw new OAuthError('invalid_request', 'token is missing');
  return token;
}

function raw(request: HttpRequest): RawRequest {
  const one = (name: string): string | undefined => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    authorization: one('authorization'),
    contentType: one('content-type'),
    body: typeof request.body === 'string' ? request.body : '',
  };
}
