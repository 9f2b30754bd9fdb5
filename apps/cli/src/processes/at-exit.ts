import { messageOf } from '../cli-error.ts';
import { killTools } from './run-tool.ts';

type Cleanup = () => Promise<void> | void;

const cleanups: Cleanup[] = [];
let ending: Promise<void> | undefined;

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Registers what must be stopped however the command ends. Run last first. Returns a function that takes it back. */
export function atExit(cleanup: Cleanup): () => void {
  cleanups.push(cleanup);
  return () => {
    const index = cleanups.indexOf(cleanup);
    if (index >= 0) cleanups.splice(index, 1);
  };
}

/** True from the moment on which the command is told to end: what fails from then on fails because of that. */
export const isEnding = (): boolean => ending !== undefined;

/** Runs every cleanup once, even when one of them fails. */
export function runCleanups(): Promise<void> {
  ending ??= (async () => {
    killTools();
    for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) {
      try {
        await cleanup();
      } catch (error) {
        process.stderr.write(`while stopping: ${messageOf(error)}\n`);
      }
    }
  })();
  return ending;
}

/** Ctrl-C, kill and a closed terminal end the command in order; signals that come meanwhile change nothing. */
export function endOnSignals(): void {
  for (const [name, code] of Object.entries(EXIT_CODES)) {
    process.on(name, () => {
      if (ending === undefined) process.stderr.write('\nstopping …\n');
      void runCleanups().then(() => process.exit(code));
    });
  }
}
