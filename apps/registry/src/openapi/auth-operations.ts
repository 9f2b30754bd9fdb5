import { getTokenRequest, tokenAnswer } from '@ppaas/contracts';
import { z } from 'zod';
import type { Operation } from './operation.ts';

const oauthError = z.object({ error: z.string(), error_description: z.string() });
const FORM = 'application/x-www-form-urlencoded';

const tokenForm = z.object({
  grant_type: z.literal('client_credentials'),
  scope: z.string().optional().describe('`retail` for a point of sale, `registry` for an operator; may be left out'),
  client_id: z.string().optional().describe('Application ID, when HTTP Basic is not used'),
  client_secret: z.string().optional().describe('Key, when HTTP Basic is not used'),
});
const statusForm = z.object({
  token: z.string(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});
const introspection = z.looseObject({ active: z.boolean() });
const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });
const metadata = z.looseObject({ issuer: z.string(), token_endpoint: z.string(), jwks_uri: z.string() });

const failures = {
  400: { description: 'invalid_request, invalid_scope, unsupported_grant_type', body: { schema: oauthError } },
  401: {
    description: 'invalid_client: the same for an unknown client, a wrong Key and a deregistered point of sale',
    body: { schema: oauthError },
  },
  429: { description: 'slow_down, with Retry-After', body: { schema: oauthError } },
  503: { description: 'temporarily_unavailable, with Retry-After', body: { schema: oauthError } },
} as const;

export const AUTH_OPERATIONS: readonly Operation[] = [
  {
    id: 'token',
    method: 'POST',
    path: '/oauth2/token',
    tag: 'Tokens',
    access: 'client',
    summary: 'Get an access token (OAuth 2.0 client credentials)',
    description:
      'RFC 6749 §4.4. The Application ID is the client id and the Key its secret, by HTTP Basic or in the form. A point ' +
      'of sale also learns its sale_id (what goes into InitiatingParty.Identification), its store and where to call.',
    request: { mediaType: FORM, schema: tokenForm, example: { grant_type: 'client_credentials' } },
    answers: { 200: { description: 'The token', body: { schema: tokenAnswer } }, ...failures },
  },
  {
    id: 'getToken',
    method: 'POST',
    path: '/retail/v1/getToken',
    tag: 'Tokens',
    access: 'none',
    summary: 'The same, with the product’s own names',
    description:
      'As JSON, or the same two members as a form. The answer is that of /oauth2/token. At the mutual-TLS door a device’s ' +
      'certificate stands for both; no call there needs the token.',
    request: {
      schema: getTokenRequest,
      example: { applicationId: '{applicationId}', applicationKey: '{applicationKey}' },
    },
    answers: { 200: { description: 'The token', body: { schema: tokenAnswer } }, ...failures },
  },
  {
    id: 'revokeToken',
    method: 'POST',
    path: '/oauth2/revoke',
    tag: 'Tokens',
    access: 'client',
    summary: 'End a token before its time (RFC 7009)',
    description:
      'Introspection knows at once; every other service refuses the token within 2 s, with 401. The Key goes on being ' +
      'good for new tokens: to stop a point of sale altogether, deregister it.',
    request: { mediaType: FORM, schema: statusForm, example: { token: '{token}' } },
    answers: { 200: { description: 'Ended, or not one of the caller’s: both look the same' }, ...failures },
  },
  {
    id: 'introspectToken',
    method: 'POST',
    path: '/oauth2/introspect',
    tag: 'Tokens',
    access: 'client',
    summary: 'What a token is worth now (RFC 7662)',
    description:
      'Honours single revocation and deregistration. A point of sale learns about its own organisation only.',
    request: { mediaType: FORM, schema: statusForm, example: { token: '{token}' } },
    answers: { 200: { description: 'active, and the claims if it is', body: { schema: introspection } }, ...failures },
  },
  {
    id: 'jwks',
    method: 'GET',
    path: '/.well-known/jwks.json',
    tag: 'Tokens',
    access: 'none',
    summary: 'The keys that verify tokens: the current and the next (RFC 7517)',
    answers: { 200: { description: 'The keys', body: { schema: jwks } } },
  },
  {
    id: 'authorizationServer',
    method: 'GET',
    path: '/.well-known/oauth-authorization-server',
    tag: 'Tokens',
    access: 'none',
    summary: 'Metadata for OAuth clients (RFC 8414)',
    answers: { 200: { description: 'The metadata', body: { schema: metadata } } },
  },
];
