import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { baseConfig, doorConfig, loadConfig } from '@ppaas/service';
import type { Peppers } from './verifier.ts';

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

/** The environment of this service. */
export const authConfig = {
  ...baseConfig,
  ...doorConfig,
  SIGNING_KEYS_FILE: z.string().min(1),
  PEPPER_FILE: z.string().min(1),
  OPERATOR_CLIENT_ID: z.string().min(1),
  OPERATOR_CLIENT_KEY_FILE: z.string().min(1),
  RETAIL_URL: z.url(),
  /** Tokens one client may ask for in a second. */
  TOKEN_RATE_PER_SECOND: count(20),
  /** Failed attempts in a minute of one client from one address, before that pair is refused for a minute. */
  CLIENT_FAILURES_PER_MINUTE: count(10),
  /** Failed attempts in a minute of one address, whatever the client. */
  ADDRESS_FAILURES_PER_MINUTE: count(100),
  /** Sign-ins one address may try in a minute, and mailed links it may use. */
  SIGN_INS_PER_MINUTE: count(30),
  /**
   * Where mail goes out, such as `smtps://user:password@mail.example` (TLS from the first byte) or `smtp://…` (STARTTLS where
   * the server has it; with a user it must). Without it mail waits.
   */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// URL')
    .optional(),
  /** PEM of the authority that vouches for the mail server, where it is not a public one. */
  SMTP_CA_FILE: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(1).default('PPaaS <no-reply@localhost>'),
  /** `true` in a sandbox: anybody may read the mail that waits. */
  MAILBOX: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  /** Less than the hour for which a service that starts can read which tokens were revoked. */
  TOKEN_LIFE_SECONDS: z.coerce.number().int().min(1).max(3_000).default(600),
};

export const readAuthConfig = () => loadConfig(authConfig);

export type AuthConfig = ReturnType<typeof readAuthConfig>;

const jwk = z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256') });
const signingKeysFile = z.object({
  /** Signs. */
  current: jwk,
  /** Published, so that every verifier knows it before it signs. */
  next: jwk,
  /** Keys that signed before: published until their last token is over. Public halves are enough. */
  previous: z.array(jwk).default([]),
});
const pepperFile = z.object({ current: z.int(), peppers: z.record(z.string().regex(/^\d+$/), z.base64()) });

export type SigningKeys = z.infer<typeof signingKeysFile>;

/** What auth keeps outside its database: read once at start. */
export interface AuthSecrets {
  readonly signingKeys: SigningKeys;
  readonly peppers: Peppers;
  readonly operatorKey: string;
}

/** @throws when a file is missing or has another shape. */
export function readAuthSecrets(config: AuthConfig): AuthSecrets {
  const text = (path: string): string => readFileSync(path, 'utf8');
  const pepper = pepperFile.parse(JSON.parse(text(config.PEPPER_FILE)));
  const operatorKey = text(config.OPERATOR_CLIENT_KEY_FILE).trim();
  if (operatorKey.length < 32) throw new Error('the operator key must have at least 32 characters');
  return {
    signingKeys: signingKeysFile.parse(JSON.parse(text(config.SIGNING_KEYS_FILE))),
    peppers: readPeppers(pepper),
    operatorKey,
  };
}

function readPeppers(file: z.infer<typeof pepperFile>): Peppers {
  const byVersion = new Map(
    Object.entries(file.peppers).map(([version, text]) => [Number(version), createSecretKey(text, 'base64')]),
  );
  if (!byVersion.has(file.current)) throw new Error('the pepper file has no pepper of the current version');
  return { current: file.current, byVersion };
}
