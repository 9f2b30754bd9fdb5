import { delimiter } from 'node:path';
import { userInfo } from 'node:os';

/** The one place of the command line that reads the environment. */
const variable = (name: string): string | undefined => process.env[name]?.trim() || undefined;

export const ENVIRONMENT = {
  postgresUrl: variable('PPAAS_POSTGRES_URL'),
  redisUrl: variable('PPAAS_REDIS_URL'),
  kafkaBrokers: variable('PPAAS_KAFKA_BROKERS'),
  /** What the mutual-TLS door shows the services, where another hand starts them. */
  doorToken: variable('PPAAS_DOOR_TOKEN'),
  dockerHost: variable('DOCKER_HOST'),
  javaHome: variable('JAVA_HOME'),
  /** Set to anything: a stack trace with every failure. */
  debug: variable('PPAAS_DEBUG') !== undefined,
  /** How much the services of the sandbox log. */
  logLevel: variable('PPAAS_LOG_LEVEL') ?? 'info',
  path: (variable('PATH') ?? '').split(delimiter).filter((folder) => folder !== ''),
} as const;

export const isRoot = userInfo().uid === 0;

/** Names that children may inherit. Everything else of the caller's environment stays out of the sandbox. */
const INHERITED = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ', 'JAVA_HOME', 'CI', 'TERM'];

export function childEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = variable(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), ...extra };
}

/** The whole environment of the caller, for tools that have their own settings there (npm, Maven, apt). */
export const fullEnvironment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  ...extra,
});
