/** SQLSTATE classes and codes that mean "not now": connection lost or refused, shutting down, starting, read only, full. */
const UNAVAILABLE_STATES = /^(08...|57P0[1-5]|57014|53...|25006|55P03|40001|40P01)$/;
const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** What `pg` says without a code. */
const LOST_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/;
const POOL_MESSAGES = /^(timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end)/;

/** By shape, not by class: an error of Node's own sockets may come from another realm. */
function read(error: unknown): { readonly code: string | undefined; readonly message: string } {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return { code: typeof code === 'string' ? code : undefined, message: typeof message === 'string' ? message : '' };
}

/** Whether Postgres (or the way to it) failed for a reason that passes by itself. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  const { code, message } = read(error);
  if (code !== undefined && (UNAVAILABLE_CODES.has(code) || UNAVAILABLE_STATES.test(code))) return true;
  return LOST_MESSAGES.test(message) || POOL_MESSAGES.test(message);
}

/** Locks, conflicts and statements that took too long: they speak of the rows of one statement, not of the database. */
const ROW_STATES = /^(57014|55P03|40001|40P01)$/;

/** Whether it failed for a reason that any other statement would meet too. */
export function isDatabaseAway(error: unknown): boolean {
  const { code } = read(error);
  return isDatabaseUnavailable(error) && !(code !== undefined && ROW_STATES.test(code));
}

/** Whether the connection broke with no word from Postgres: what was under way may or may not be done. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = read(error);
  return code === undefined ? LOST_MESSAGES.test(message) : UNAVAILABLE_CODES.has(code);
}

/**
 * The connection broke while a change was under way: nobody can say whether it is committed. Read again before saying
 * anything about it; "nothing was started" would be a guess.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
  constructor(cause: unknown) {
    super('the connection to the database broke: whether the change is committed is not known', { cause });
  }
}
