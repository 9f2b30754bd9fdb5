/** A failure that a person can mend: what is wrong, and the command or step that mends it. Printed without a stack. */
export class CliError extends Error {
  readonly mend: string | undefined;

  constructor(message: string, mend?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliError';
    this.mend = mend;
  }
}

// By shape, not by class: an error of another realm (a test runner's sandbox) is an error too.
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** True for a Node system error with this code, such as ENOENT. */
export const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
