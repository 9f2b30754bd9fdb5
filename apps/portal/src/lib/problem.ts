import type { ErrorCode, Fault, Problem } from '@ppaas/contracts';

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

  /** What is wrong with members of the request, each with the outermost member that it is in. */
  get faults(): readonly (Fault & { readonly member: string })[] {
    return (this.problem.errors ?? []).map((fault) => ({
      ...(fault as Fault),
      member: fault.pointer.split('/')[1] ?? '',
    }));
  }
}

/** Of a place, what stands in another one is not there. @throws ProblemError entity.unknown */
export function inStore<One extends { readonly storeId: string }>(one: One, storeId: string): One {
  if (one.storeId !== storeId) throw new ProblemError(404, { code: 'entity.unknown' }, null);
  return one;
}

export const hasCode = (error: unknown, code: ErrorCode): error is ProblemError =>
  error instanceof ProblemError && error.code === code;
