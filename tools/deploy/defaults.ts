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

/** By deployment. */
export const LEFT_AT_DEFAULT: Readonly<Record<string, readonly string[]>> = {
  auth: [
    ...OF_SERVICES,
    ...['TOKEN_RATE_PER_SECOND', 'CLIENT_FAILURES_PER_MINUTE', 'ADDRESS_FAILURES_PER_MINUTE', 'SIGN_INS_PER_MINUTE'],
    ...['TOKEN_LIFE_SECONDS', 'SMTP_CA_FILE'],
    // Of a sandbox.
    'MAILBOX',
  ],
  registry: [
    ...OF_SERVICES,
    ...['RETAIL_RATE_PER_SECOND', 'ENROL_FAILURES_PER_HOUR', 'DEFAULT_CELL'],
    // Of a sandbox.
    ...['SANDBOX', 'SIMULATOR_URL'],
  ],
  session: [...OF_SERVICES, ...OF_EXCHANGES, 'SESSION_SECONDS'],
  transaction: [...OF_SERVICES, ...OF_EXCHANGES],
  'device-connector': [
    ...OF_SERVICES,
    ...['DEVICE_FRAMES_PER_SECOND', 'DEVICE_BYTES_PER_MINUTE', 'DEVICE_HANDSHAKES_PER_SECOND', 'DEVICE_DRAIN_MS'],
  ],
  // Where there is no gateway.
  door: ['LOG_LEVEL', 'PUBLIC_PORT'],
};
