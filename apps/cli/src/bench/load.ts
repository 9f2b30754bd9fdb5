import { Agent, request } from 'node:http';

/** One call of a load: resolves when the answer is complete. @throws Error when it was not what the bench expects */
export type Call = (n: number) => Promise<void>;

/** Latencies of a phase, milliseconds, and how long it took altogether. */
export interface Phase {
  readonly latenciesMs: readonly number[];
  readonly tookMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** POST over kept connections; the same client for everything that is compared. */
export function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        answer.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const timed = async (call: Call, n: number, latenciesMs: number[]): Promise<void> => {
  const startedAt = performance.now();
  await call(n);
  latenciesMs.push(performance.now() - startedAt);
};

/** Calls at a fixed pace, whether or not earlier ones are answered: a slow system cannot slow down its own load. */
export function atRate(call: Call, perSecond: number, count: number): Promise<Phase> {
  return atMoments(
    call,
    Array.from({ length: count }, (_, n) => (n * 1000) / perSecond),
  );
}

/** Calls at moments that know nothing of each other (Poisson), as those of many tills: `perSecond` on average. */
export function atRandom(call: Call, perSecond: number, seconds: number): Promise<Phase> {
  const moments: number[] = [];
  for (let dueMs = 0; ; moments.push(dueMs)) {
    dueMs -= (Math.log(1 - Math.random()) * 1000) / perSecond;
    if (dueMs > seconds * 1000) return atMoments(call, moments);
  }
}

/** @param moments milliseconds from the start */
async function atMoments(call: Call, moments: readonly number[]): Promise<Phase> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const calls: Promise<void>[] = [];
  for (const [n, dueMs] of moments.entries()) {
    const waitMs = startedAt + dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const one = timed(call, n, latenciesMs);
    // One that fails is told at the end.
    one.catch(() => undefined);
    calls.push(one);
  }
  await Promise.all(calls);
  return { latenciesMs, tookMs: performance.now() - startedAt };
}

/** `callers` at once, each with its next call as soon as the last one is answered. */
export async function saturated(call: Call, callers: number, count: number): Promise<Phase> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const rounds = Math.ceil(count / callers);
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let round = 0; round < rounds; round += 1) await timed(call, round * callers + caller, latenciesMs);
    }),
  );
  return { latenciesMs, tookMs: performance.now() - startedAt };
}

/** @param share 0…1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const perSecond = (phase: Phase): number => (phase.latenciesMs.length * 1000) / phase.tookMs;
