import { publicJwk } from './access-token.ts';
import type { PublicJwk } from './access-token.ts';

type Jwk = Parameters<typeof publicJwk>[0];

/** The public keys of the JWKS: the one that signs, the one that will, and those whose last tokens may still live. */
export function publishedKeys(keys: {
  readonly current: Jwk;
  readonly next: Jwk;
  readonly previous: readonly Jwk[];
}): readonly PublicJwk[] {
  return [keys.current, keys.next, ...keys.previous].map(publicJwk);
}

/** RFC 8414. */
export function authorizationServerMetadata(issuer: string) {
  const methods = ['client_secret_basic', 'client_secret_post'];
  return {
    issuer,
    token_endpoint: `${issuer}/oauth2/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    introspection_endpoint: `${issuer}/oauth2/introspect`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: ['retail', 'registry'],
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    introspection_endpoint_auth_methods_supported: methods,
    service_documentation: `${issuer}/docs`,
  } as const;
}
