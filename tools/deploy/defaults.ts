/** Keys that production leaves at their default on purpose. A key that is new is named in a manifest, or here. */
const OF_SERVICES = [
  ...['LOG_LEVEL', 'TIME_SCALE', 'OTEL_TRACES_SAMPLER_ARG'],
  ...['DATABASE_STATEMENT_TIMEOUT_MS', 'JWKS_COOLDOWN_MS'],
  ...['IN_FLIGHT_MAX', 'LOOP_DELAY_MAX_MS', 'POOL_WAIT_MAX_MS'],
  // Migrations are jobs: a service does not know its owner.
  'DATABASE_OWNER_URL',
  // components/managed-stores
  ...['KAFKA_TLS', 'KAFKA_CA_FILE', 'KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD_FILE'],
];
const OF_EXCHANGES = [
  ...['WAITERS_MAX', 'TENANT_WAITERS_MAX', 'POS_RATE_PER_SECOND', 'TENANT_RATE_PER_SECOND'],
  // The same for both services in all cells, whose databases are shared.
  'RETENTION_DAYS',
];

const OF_AUTH = [
  ...['TOKEN_RATE_PER_SECOND', 'CLIENT_FAILURES_PER_MINUTE', 'ADDRESS_FAILURES_PER_MINUTE', 'SIGN_INS_PER_MINUTE'],
  ...['TOKEN_LIFE_SECONDS', 'SMTP_CA_FILE'],
];
const OF_REGISTRY = ['RETAIL_RATE_PER_SECOND', 'ENROL_FAILURES_PER_HOUR', 'DEFAULT_CELL'];
const OF_CONNECTORS = [
  ...['DEVICE_FRAMES_PER_SECOND', 'DEVICE_BYTES_PER_MINUTE', 'DEVICE_HANDSHAKES_PER_SECOND', 'DEVICE_DRAIN_MS'],
];

/** By deployment. */
export const LEFT_AT_DEFAULT: Readonly<Record<string, readonly string[]>> = {
  // MAILBOX, SANDBOX, SIMULATOR_URL: of a sandbox.
  auth: [...OF_SERVICES, ...OF_AUTH, 'MAILBOX'],
  registry: [...OF_SERVICES, ...OF_REGISTRY, 'SANDBOX', 'SIMULATOR_URL'],
  session: [...OF_SERVICES, ...OF_EXCHANGES, 'SESSION_SECONDS'],
  transaction: [...OF_SERVICES, ...OF_EXCHANGES],
  'device-connector': [...OF_SERVICES, ...OF_CONNECTORS],
  // Where there is no gateway.
  door: ['LOG_LEVEL', 'PUBLIC_PORT'],
};

/** There is one cell, and one instance of each service, which nobody drains. */
const OF_A_SANDBOX = [
  ...OF_SERVICES.filter((key) => key !== 'LOOP_DELAY_MAX_MS'),
  ...['CELL', 'DATABASE_POOL_MAX', 'DRAIN_MS'],
];

/** By service of docker-compose.yml. */
export const LEFT_IN_COMPOSE: Readonly<Record<string, readonly string[]>> = {
  // Mail waits in the mailbox.
  auth: [...OF_A_SANDBOX, ...OF_AUTH, 'SMTP_URL', 'MAIL_FROM'],
  registry: [...OF_A_SANDBOX, ...OF_REGISTRY],
  session: [...OF_A_SANDBOX, ...OF_EXCHANGES, 'SESSION_SECONDS'],
  transaction: [...OF_A_SANDBOX, ...OF_EXCHANGES],
  'device-connector': [...OF_A_SANDBOX, ...OF_CONNECTORS],
  // Terminals are told over HTTP.
  'terminal-simulator': ['LOG_LEVEL', 'TIME_SCALE', 'JOURNAL_FSYNC', 'TERMINALS_FILE'],
};

/** What the command line reads of its environment, and no container of docker-compose.yml has to be told. */
export const OF_THE_COMMAND_LINE: readonly string[] = [
  // Of whoever calls it on a machine.
  ...['PPAAS_REDIS_URL', 'PPAAS_DEBUG', 'PPAAS_LOG_LEVEL', 'DOCKER_HOST', 'JAVA_HOME', 'PATH'],
];
