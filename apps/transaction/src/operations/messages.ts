import type { Lane, ShownMessage } from '@ppaas/contracts';
import { maskCardData, writeMessage } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';

const CODES = { names: 'code', amounts: 'string', document: false } as const;

/** A message as people see it: without card data, whatever it holds. */
export function shown(name: string, message: NexoMessage, from: Lane, to: Lane, at: Date | null): ShownMessage {
  const long = maskCardData(message);
  return { name, from, to, at: at?.toISOString() ?? null, long: { ...long }, codes: inCodes(long) };
}

/** What was stored by an earlier version may no longer fit the model: then its long names stand in both places. */
function inCodes(message: NexoMessage): Record<string, unknown> {
  try {
    return JSON.parse(writeMessage(message, CODES)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof TypeError) return { ...message };
    throw error;
  }
}
