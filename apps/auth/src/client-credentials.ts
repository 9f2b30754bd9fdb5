import { OAuthError, invalidClient } from './oauth-error.ts';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientKey: string;
}

/** Application IDs and Keys are far shorter; a longer one need not reach the database. */
const MAX_LENGTH = 256;

/**
 * An `application/x-www-form-urlencoded` body.
 * @throws OAuthError invalid_request for a parameter that is sent twice (RFC 6749 §3.2) or bytes that do not decode.
 */
export function readForm(body: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const pair of body.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decodeFormValue(at < 0 ? pair : pair.slice(0, at));
    const value = decodeFormValue(at < 0 ? '' : pair.slice(at + 1));
    if (name === undefined || value === undefined) {
      throw new OAuthError('invalid_request', 'The form cannot be decoded');
    }
    if (fields.has(name)) throw new OAuthError('invalid_request', 'A parameter is sent more than once');
    // RFC 6749 §3.2: a parameter without a value is treated as if it were omitted.
    if (value !== '') fields.set(name, value);
  }
  return fields;
}

/**
 * Who calls: HTTP Basic (both parts form-encoded, RFC 6749 §2.3.1) or `client_id` and `client_secret` in the form.
 * @throws OAuthError invalid_client when there are none or they cannot be read, invalid_request when both ways are used.
 */
export function readClient(authorization: string | undefined, form: ReadonlyMap<string, string>): ClientCredentials {
  const id = form.get('client_id');
  const key = form.get('client_secret');
  if (authorization === undefined) return checked(id, key);
  const basic = readBasic(authorization);
  if (key !== undefined) throw new OAuthError('invalid_request', 'The client authenticates in two ways');
  if (id !== undefined && id !== basic.clientId) throw new OAuthError('invalid_request', 'Two clients are named');
  return basic;
}

function readBasic(authorization: string): ClientCredentials {
  const match = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(authorization);
  if (match === null) throw invalidClient();
  const text = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) throw invalidClient();
  return checked(decodeFormValue(text.slice(0, colon)), decodeFormValue(text.slice(colon + 1)));
}

function checked(clientId: string | undefined, clientKey: string | undefined): ClientCredentials {
  if (!clientId || !clientKey) throw invalidClient();
  // A NUL cannot be stored in Postgres text: it would turn a wrong id into a fault.
  if (clientId.length > MAX_LENGTH || clientKey.length > MAX_LENGTH || clientId.includes('\0')) throw invalidClient();
  return { clientId, clientKey };
}

function decodeFormValue(text: string): string | undefined {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
