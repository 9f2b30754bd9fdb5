import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL');
const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true');

/** What every process needs, with or without stores. */
export const httpConfig = {
  HOST: z.string().min(1).default('127.0.0.1'),
  /** 0 = any free one. */
  PORT: port,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Of this process, such as `transaction-0`; part of topic names and log lines. */
  INSTANCE: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  /** Factor on all times of the protocol; below 1 in fault tests only. */
  TIME_SCALE: z.coerce.number().positive().default(1),
  /** Whose `X-Forwarded-For` is believed: addresses, networks or names such as `loopback`, comma separated. */
  TRUST_PROXY: z.string().default('loopback'),
  /** How long a stopping process stays up as "not ready", so that load balancers notice. */
  DRAIN_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  /** Where traces go, by OTLP/HTTP; without it they go nowhere. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  /** Share of the traces that begin here which are recorded, 0 … 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** Calls that are worked on at once; beyond, new ones are refused, and the less important ones before. */
  IN_FLIGHT_MAX: z.coerce.number().int().min(1).default(500),
  /** How late the event loop may be (99 of 100 turns), and how long a caller may wait for a database connection, before calls are refused. */
  LOOP_DELAY_MAX_MS: z.coerce.number().positive().default(100),
  POOL_WAIT_MAX_MS: z.coerce.number().positive().default(500),
};

/** Where Kafka is, and how it is spoken to. */
export const kafkaConfig = {
  KAFKA_BROKERS: z
    .string()
    .min(1)
    .transform((list) => list.split(',').map((broker) => broker.trim())),
  KAFKA_TLS: flag(false),
  /** PEM of the authority that vouches for the brokers, where it is not a public one. */
  KAFKA_CA_FILE: z.string().min(1).optional(),
  /** With it goes a name and a password. */
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  KAFKA_SASL_USERNAME: z.string().min(1).optional(),
  KAFKA_SASL_PASSWORD_FILE: z.string().min(1).optional(),
};

/** The keys that every service has in common. */
export const baseConfig = {
  ...httpConfig,
  ...kafkaConfig,
  CELL: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/)
    .default('shared'),
  /** Of the role that the service runs as. */
  DATABASE_URL: postgresUrl,
  /** Of the role that owns the tables; whoever migrates needs it. */
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(20),
  DATABASE_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(1).default(2_000),
  /** Whether the service migrates its database at start; otherwise it waits, not ready, for someone who does. */
  MIGRATE: flag(true),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must be a redis:// URL'),
  /** The public origin: `iss` of access tokens. */
  ISSUER: z.url(),
  JWKS_URL: z.url(),
  /** An unknown key id makes a verifier fetch the keys again at most once in this time. */
  JWKS_COOLDOWN_MS: z.coerce.number().int().min(0).default(30_000),
};

/** For services whose routes people may call from the portal. */
export const signInConfig = {
  /** Of auth, inside: it says who is signed in. */
  AUTH_URL: z.url().transform((url) => url.replace(/\/$/, '')),
};

/** For services that the mutual-TLS door calls in its own name. */
export const doorConfig = {
  /** What the door shows beside the thumbprint of the certificate it checked; without it no certificate counts. */
  DOOR_TOKEN: z.string().min(16).optional(),
};

/** Connections of the pool that TypeORM has beside the one for plain SQL. */
export const entityPoolMax = (poolMax: number): number => Math.max(2, Math.ceil(poolMax / 4));

/** What an instance takes of the database at most: its two pools, and the session of its outbox. */
export const connectionsMax = (poolMax: number): number => poolMax + entityPoolMax(poolMax) + 1;

export type HttpConfig = z.infer<z.ZodObject<typeof httpConfig>>;
export type BaseConfig = z.infer<z.ZodObject<typeof baseConfig>>;

/** EX_CONFIG of sysexits.h. */
const EXIT_CONFIG = 78;

/** Reads values for a shape, or says everything that is wrong with them. */
export function readConfig<S extends z.ZodRawShape>(
  shape: S,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly config: z.infer<z.ZodObject<S>> } | { readonly faults: readonly string[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return { config: parsed.data };
  const faults = parsed.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    return given[key] === undefined ? `${key} is missing` : `${key}: ${issue.message}`;
  });
  return { faults };
}

/** The one reader of the environment. Names every fault (never a value: it may be a secret), then ends the process with 78. */
export function loadConfig<S extends z.ZodRawShape>(shape: S): z.infer<z.ZodObject<S>> {
  const result = readConfig(shape, process.env);
  if ('config' in result) return result.config;
  process.stderr.write(`The configuration is not complete:\n${result.faults.map((fault) => `  ${fault}\n`).join('')}`);
  process.exit(EXIT_CONFIG);
}
