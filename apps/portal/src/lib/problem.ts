import type { ErrorCode, Problem } from '@ppaas/contracts';

/** What a service answered instead of what was asked for (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /** @param requestId to quote when one asks for help */
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    readonly requestId: string | null,
  ) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
  }

  get code(): string | undefined {
    return this.problem.code;
  }

  /** What is said of one member of the request, such as `/name`. */
  at(pointer: string): string | undefined {
    return this.problem.errors?.find((fault) => fault.pointer === pointer)?.detail;
  }
}

export const hasCode = (error: unknown, code: ErrorCode): error is ProblemError =>
  error instanceof ProblemError && error.code === code;
