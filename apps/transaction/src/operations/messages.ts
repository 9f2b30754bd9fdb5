import type { ShownMessage } from '@ppaas/contracts';
import { maskCardData, writeMessage } from '@ppaas/nexo';
import type { NexoMessage, Vocabulary } from '@ppaas/nexo';

const CODES = { names: 'code', amounts: 'string', document: false } as const;

/** Which message it is, and when it went. */
export interface Envelope extends Pick<ShownMessage, 'name' | 'from' | 'to'> {
  readonly at: Date | null;
}

/**
 * A message as people see it: without card data, whatever it holds.
 * @param vocabulary of the till that wrote or reads it; null: no till did, or it is not known how it writes
 */
export function shown(
  { name, from, to, at }: Envelope,
  message: NexoMessage,
  vocabulary: Vocabulary | null = null,
): ShownMessage {
  const long = maskCardData(message);
  const till = vocabulary && written(long, vocabulary);
  return { name, from, to, at: at?.toISOString() ?? null, long: { ...long }, codes: written(long, CODES), till };
}

/** What was stored by an earlier version may no longer fit the model: then its long names stand in every place. */
function written(message: NexoMessage, vocabulary: Vocabulary): Record<string, unknown> {
  try {
    return JSON.parse(writeMessage(message, vocabulary)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof TypeError) return { ...message };
    throw error;
  }
}
