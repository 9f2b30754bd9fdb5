import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/**
 * The other side of `./ppaas bench token`, in a process of its own: npm `oidc-provider` with its in-memory adapter, set
 * up to issue the same kind of token, an ES256 JWT access token for client credentials. Arguments: JSON of the options.
 */
interface Options {
  readonly clientId: string;
  readonly clientKey: string;
  readonly signingKey: object;
  readonly audience: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly lifeSeconds: number;
}

const { clientId, clientKey, signingKey, audience, claims, lifeSeconds } = JSON.parse(
  process.argv[2] ?? '{}',
) as Options;
const resource = `urn:${audience}`;

const provider = new Provider('http://127.0.0.1', {
  clients: [
    {
      client_id: clientId,
      client_secret: clientKey,
      grant_types: ['client_credentials'],
      response_types: [],
      id_token_signed_response_alg: 'ES256',
      redirect_uris: [],
      scope: 'retail',
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  scopes: ['retail'],
  jwks: { keys: [signingKey] },
  cookies: { keys: ['not used'] },
  extraTokenClaims: () => claims,
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'retail',
        audience,
        accessTokenTTL: lifeSeconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

const server = createServer(provider.callback());
/** Asked for its processor time, it answers with microseconds. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicroseconds: user + system });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
