/** Error codes of RFC 6749 §5.2, RFC 7009 §2.2.1 and the answer to too many requests. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  | 'slow_down';

const STATUS: Readonly<Record<OAuthErrorCode, number>> = {
  invalid_request: 400,
  invalid_client: 401,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  temporarily_unavailable: 503,
  slow_down: 429,
};

/** Thrown by the token routes; rendered as `{error, error_description}`, never as a problem document. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly status: number;
  constructor(
    readonly code: OAuthErrorCode,
    description: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(description);
    this.status = STATUS[code];
  }
}

/** The one answer to an unknown client, a wrong Key and a deregistered POS: they must not be told apart. */
export const invalidClient = (): OAuthError =>
  new OAuthError('invalid_client', 'The client is unknown or its key is wrong');
