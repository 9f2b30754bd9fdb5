import { delimiter } from 'node:path';

/** The one place of the command line that reads the environment. */
const variable = (name: string): string | undefined => process.env[name]?.trim() || undefined;

const port = (name: string, usual: number): number => Number(variable(`PPAAS_PORT_${name}`) ?? usual);

export const ENVIRONMENT = {
  postgresUrl: variable('PPAAS_POSTGRES_URL'),
  redisUrl: variable('PPAAS_REDIS_URL'),
  kafkaBrokers: variable('PPAAS_KAFKA_BROKERS'),
  /** What the mutual-TLS door shows the services, where another hand starts them. */
  doorToken: variable('PPAAS_DOOR_TOKEN'),
  /** Where the doors listen; an image says: everywhere in its container. */
  host: variable('HOST') ?? '127.0.0.1',
  /** Of a sandbox in containers: docker-compose.yml gives its parts these. */
  ports: {
    public: port('PUBLIC', 8080),
    retailTls: port('RETAIL_TLS', 8443),
    device: port('DEVICE', 8444),
    simulator: port('SIMULATOR', 8090),
  },
  dockerHost: variable('DOCKER_HOST'),
  javaHome: variable('JAVA_HOME'),
  /** Set to anything: a stack trace with every failure. */
  debug: variable('PPAAS_DEBUG') !== undefined,
  /** How much the services of the sandbox log. */
  logLevel: variable('PPAAS_LOG_LEVEL') ?? 'info',
  path: (variable('PATH') ?? '').split(delimiter).filter((folder) => folder !== ''),
} as const;

export const isRoot = process.getuid?.() === 0;

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
