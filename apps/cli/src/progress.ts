/** What a person sees while something takes long. Steps that run side by side print whole lines, so they do not mix. */
export interface Step {
  /** Says more while the step runs. */
  note(text: string): void;
}

const seconds = (startedAt: number): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

const HEARTBEAT_MS = 10_000;

let write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const say = (line: string): void => write(line);

/** Sends all progress elsewhere, for commands whose standard output is data. */
export function sayTo(sink: (line: string) => void): void {
  write = sink;
}

/**
 * Runs one step: prints when it ended, and that it still runs every 10 s.
 * @param describe what to add to the closing line, from the result
 */
export async function step<T>(
  title: string,
  work: (step: Step) => Promise<T>,
  describe?: (result: T) => string,
): Promise<T> {
  const startedAt = performance.now();
  const heartbeat = setInterval(() => say(`  … ${title}: ${seconds(startedAt)} so far`), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    const result = await work({ note: (text) => say(`  · ${title}: ${text}`) });
    say(`  ✓ ${title} (${seconds(startedAt)})${describe === undefined ? '' : ` ${describe(result)}`}`);
    return result;
  } catch (error) {
    say(`  ✗ ${title} (${seconds(startedAt)})`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}
