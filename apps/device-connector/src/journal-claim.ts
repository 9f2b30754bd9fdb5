import type { Hello } from '@ppaas/contracts';

/**
 * What the Hello of a connection said of the device's journal: it goes with every answer, since it decides what a NotFound proves.
 * @throws Error before the Hello: by then nothing can have been asked
 */
export function journalClaim(
  hello: Hello | undefined,
): Pick<Hello, 'bootId' | 'journalId' | 'oldestSequence' | 'journalSequence'> {
  if (hello === undefined) throw new Error('an answer without a Hello');
  const { bootId, journalId, oldestSequence, journalSequence } = hello;
  return { bootId, journalId, oldestSequence, journalSequence };
}
