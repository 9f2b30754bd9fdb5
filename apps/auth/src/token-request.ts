import { getTokenRequest } from '@ppaas/contracts';
import { readClient, readForm } from './client-credentials.ts';
import type { ClientCredentials } from './client-credentials.ts';
import { OAuthError, invalidClient } from './oauth-error.ts';

/** What a token route reads of an HTTP request. `body` is the raw text. */
export interface RawRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface TokenRequest {
  readonly credentials: ClientCredentials;
  readonly scope: string | undefined;
}

const FORM = 'application/x-www-form-urlencoded';
const mediaType = (request: RawRequest): string =>
  (request.contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * `POST /oauth2/token`, a form.
 * @throws OAuthError invalid_request, unsupported_grant_type, invalid_client
 */
export function readTokenRequest(request: RawRequest): TokenRequest {
  const { form, credentials } = readClientForm(request);
  const grant = form.get('grant_type');
  if (grant === undefined) throw new OAuthError('invalid_request', 'grant_type is missing');
  if (grant !== 'client_credentials') {
    throw new OAuthError('unsupported_grant_type', 'Only client_credentials is supported');
  }
  return { credentials, scope: form.get('scope') };
}

/** A form with the client's own credentials, as for revocation and introspection, which also have `token`. */
export function readClientForm(request: RawRequest): {
  readonly form: ReadonlyMap<string, string>;
  readonly credentials: ClientCredentials;
} {
  if (mediaType(request) !== FORM) throw new OAuthError('invalid_request', `The body must be ${FORM}`);
  const form = readForm(request.body);
  return { form, credentials: readClient(request.authorization, form) };
}

/**
 * `POST /retail/v1/getToken`: JSON `{applicationId, applicationKey}`, the same two as a form, or what the OAuth
 * endpoint takes.
 */
export function readGetToken(request: RawRequest): TokenRequest {
  if (mediaType(request) === FORM) {
    const form = readForm(request.body);
    const applicationId = form.get('applicationId');
    if (applicationId === undefined) return { credentials: readClient(request.authorization, form), scope: undefined };
    return { credentials: named({ applicationId, applicationKey: form.get('applicationKey') }), scope: undefined };
  }
  return { credentials: named(readJson(request.body)), scope: undefined };
}

function named(value: unknown): ClientCredentials {
  const { data, error } = getTokenRequest.safeParse(value);
  if (data === undefined) {
    const at = error.issues[0]?.path.join('/') ?? '';
    throw new OAuthError('invalid_request', `applicationId and applicationKey are required and nothing else: /${at}`);
  }
  if (data.applicationId.includes('\0')) throw invalidClient();
  return { clientId: data.applicationId, clientKey: data.applicationKey };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new OAuthError('invalid_request', 'The body is not JSON');
    throw error;
  }
}
