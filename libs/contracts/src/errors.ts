/** One line of the error catalogue: what a code means to an HTTP client. */
export interface ErrorEntry {
  readonly status: number;
  readonly title: string;
  /** The same request may succeed later without a change. */
  readonly isRetryable: boolean;
}

const entry = (status: number, title: string, isRetryable = false): ErrorEntry => ({ status, title, isRetryable });

/**
 * Every error that leaves the platform as a problem (RFC 9457) or an OAuth error. A nexo "no" (Failure, Rejection) is an
 * answer, not an error: its reasons are in `@ppaas/nexo`.
 */
export const ERRORS = {
  'request.malformed': entry(400, 'The request cannot be read'),
  'request.invalid': entry(400, 'A member of the request is not acceptable'),
  'request.tooLarge': entry(413, 'The body is larger than 64 KiB'),
  'request.mediaType': entry(415, 'The media type must be application/json'),
  'request.keyReused': entry(422, 'The Idempotency-Key belongs to another request'),
  'request.tooMany': entry(429, 'Too many requests', true),
  'token.missing': entry(401, 'An access token is required'),
  'token.invalid': entry(401, 'The access token is not valid'),
  'token.revoked': entry(401, 'The access token is revoked'),
  'scope.missing': entry(403, 'The access token lacks the scope'),
  'signIn.failed': entry(401, 'Organisation, e-mail, password or code is not right'),
  'signIn.ended': entry(401, 'The sign-in is over'),
  'signIn.notFresh': entry(403, 'Show the second factor again, or the password where there is none'),
  'request.foreign': entry(403, 'The request does not come from a page of the portal'),
  'role.missing': entry(403, 'The role does not allow this'),
  'password.guessable': entry(400, 'The password is one of those that are tried first'),
  'invitation.taken': entry(409, 'The person has taken the invitation'),
  'link.invalid': entry(404, 'The link is not valid, was used, or is too old'),
  'key.notKept': entry(409, 'The Key was shown once and is not kept'),
  'organisation.notSubscribed': entry(403, 'The organisation is not subscribed to the Retail API'),
  'device.unknown': entry(404, 'No such payment device in this store'),
  'exchange.unknown': entry(404, 'No such exchange of this point of sale'),
  'exchange.settled': entry(409, 'The exchange does not need attention'),
  'entity.unknown': entry(404, 'No such entity'),
  'route.unknown': entry(404, 'No such route'),
  'entity.conflict': entry(409, 'The entity is in the way of another'),
  'entity.inUse': entry(409, 'Something still depends on the entity'),
  'entity.changed': entry(412, 'The entity was changed meanwhile'),
  'activation.invalid': entry(403, 'The activation code is not valid'),
  'csr.invalid': entry(400, 'The certificate request is not acceptable'),
  'certificate.required': entry(401, 'A client certificate of an enrolled device is required'),
  'renewal.tooEarly': entry(409, 'The certificate cannot be renewed yet', true),
  'platform.unavailable': entry(503, 'The platform cannot accept this now; this request has started nothing', true),
  'platform.fault': entry(500, 'A fault of the platform'),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** What can be wrong with a member of a request. */
export const FAULT_CODES = [
  /** of another kind or form */
  'format',
  /** fewer, or more, characters or members than `limit` */
  ...(['tooShort', 'tooLong'] as const),
  /** less, or more, than `limit` */
  ...(['tooSmall', 'tooLarge'] as const),
  /** none of those that there are */
  'choice',
  'unknownMember',
  /** another one has it */
  'taken',
  /** not what was asked for, such as a code or the present password */
  'wrong',
  'guessable',
  /** the role goes with one, or without */
  ...(['needed', 'unwanted'] as const),
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** A member of the request that is not acceptable: where (RFC 6901) and why, for programs and in words. */
export interface Fault {
  readonly pointer: string;
  readonly code: FaultCode;
  readonly detail: string;
  /** How few or many there may be, where that is what is wrong. */
  readonly limit?: number;
}

/** How much of its quota a caller has left. */
export interface RateLimit {
  /** Calls in a second. */
  readonly limit: number;
  readonly remaining: number;
  /** Until there are `limit` again. */
  readonly resetSeconds: number;
}

export const rateLimitHeaders = ({ limit, remaining, resetSeconds }: RateLimit): Record<string, string> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(resetSeconds),
});

/** Thrown wherever a use case ends in an error of the catalogue; rendered by the one filter in `@ppaas/service`. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ErrorCode,
    detail?: string,
    readonly extra: {
      readonly retryAfterSeconds?: number;
      readonly faults?: readonly Fault[];
      readonly rateLimit?: RateLimit;
      /** Id of what was asked for, where the address does not say it: for the audit trail, never for the answer. */
      readonly about?: string;
    } = {},
  ) {
    super(detail ?? ERRORS[code].title);
  }
}
