import { Check } from './check.ts';
import type { NexoMessage } from './generated/types.ts';
import { contentOf, rowOf } from './message.ts';

/** How a peer writes messages: the values of codes, decimals, and whether the root lies in `Document` (protocol 2.1, 2.4). */
export interface Vocabulary {
  readonly names: 'long' | 'code';
  readonly amounts: 'string' | 'number';
  readonly document: boolean;
}

/** Long names, decimals as strings, no Document: the canonical form, which is also what goes on the device channel. */
export const LONG: Vocabulary = Object.freeze({ names: 'long', amounts: 'string', document: false });

/** Whether what is written in this vocabulary is the canonical form itself. */
export const isCanonical = ({ names, amounts, document }: Vocabulary): boolean =>
  names === 'long' && amounts === 'string' && !document;

/**
 * The text of a message in canonical form, in the vocabulary of the one who will read it.
 * @throws TypeError when the message is not in canonical form
 */
export function writeMessage(message: NexoMessage, vocabulary: Vocabulary = LONG): string {
  const { names, amounts, document } = vocabulary;
  const said =
    names === 'long' && amounts === 'string' ? message : translated(message, names === 'code', amounts === 'number');
  return JSON.stringify(document ? { Document: said } : said);
}

function translated(message: NexoMessage, codes: boolean, numbers: boolean): NexoMessage {
  const copy = structuredClone(message);
  const check = new Check('lenient', { codes, numbers });
  if (!rowOf(copy).check(contentOf(copy), check))
    throw new TypeError(`not in canonical form: /${rowOf(copy).root}${check.pointer()}: ${check.detail}`);
  return copy;
}
