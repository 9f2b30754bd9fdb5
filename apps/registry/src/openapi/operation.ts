import type { ErrorCode, Route } from '@ppaas/contracts';
import type { z } from 'zod';

/** A body of HTTP: its schema, or the root of a nexo message, and an example that a test runs. */
export interface Body {
  readonly mediaType?:
    | 'application/json'
    | 'application/x-www-form-urlencoded'
    | 'text/csv'
    | 'text/html'
    | 'text/event-stream';
  readonly schema?: z.ZodType;
  /** Root member of the nexo message, such as `SaleToPOIServiceRequest`. */
  readonly nexo?: string;
  readonly example?: unknown;
}

export interface Header {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

/** One operation of the public API. Parameters in the path are named in it, as `{storeId}`. */
export interface Operation {
  readonly id: string;
  readonly method: Exclude<Route['method'], '*'>;
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /**
   * What the caller shows: the token of a point of sale (`retail`), an operator's token or the cookie of a sign-in
   * (`registry`), that cookie only (`signIn`), client credentials, a certificate at the mutual-TLS door, or nothing.
   */
  readonly access: 'retail' | 'registry' | 'signIn' | 'client' | 'certificate' | 'none';
  readonly query?: z.ZodObject;
  readonly headers?: readonly Header[];
  readonly request?: Body;
  readonly answers: Readonly<Record<number, { readonly description: string; readonly body?: Body }>>;
  readonly errors?: readonly ErrorCode[];
}

export const TAGS = {
  Tokens: 'A point of sale exchanges its Application ID and Key for an access token of ten minutes.',
  Devices: 'The payment devices of the caller’s store: what is online, what it takes, who holds it.',
  Exchanges:
    'nexo Retailer messages in JSON. A call is held until the device has answered. Every answer is final for its ' +
    'ExchangeIdentification: sent again with the same content it comes back byte for byte.',
  Registry: 'Organisations, merchants, stores, points of sale and devices, for operators and signed-in people.',
  Live: 'What happens, as server-sent events.',
  Portal: 'How people sign in, and their own account.',
  People: 'Who may use the portal or call the API, in what role and how far.',
  Transactions: 'What was sold, how each sale went, and what waits for a person.',
  Operations: 'How the platform is doing.',
  Enrolment: 'How a payment device comes by its certificate.',
  Reference: 'This document.',
} as const;
export type Tag = keyof typeof TAGS;
