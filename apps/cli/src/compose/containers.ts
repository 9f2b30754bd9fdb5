import { z } from 'zod';

const container = z.object({
  Service: z.string(),
  State: z.string(),
  Health: z.string().default(''),
  ExitCode: z.int().default(0),
});

export interface ContainerStatus {
  readonly name: string;
  /** In the engine's words. */
  readonly how: string;
  /** It runs and is not ill, or has done its work. */
  readonly isGood: boolean;
}

/** Reads what `docker compose ps --format json` prints: an object on each line, or all of them in one array (before 2.21). */
export function readContainers(printed: string): ContainerStatus[] {
  return printed
    .split('\n')
    .filter((line) => /^[[{]/.test(line))
    .flatMap((line): unknown => JSON.parse(line))
    .map((one) => container.parse(one))
    .map(({ Service: name, State: state, Health: health, ExitCode: code }) => ({
      name,
      how: state === 'exited' ? (code === 0 ? 'done' : `ended with ${code}`) : health || state,
      isGood: state === 'running' ? ['', 'healthy'].includes(health) : state === 'exited' && code === 0,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
