import { describe, expect, it } from '@jest/globals';
import { mutationsOf, smallest, SUBJECTS, type Mutation, type MutationKind } from '../test/mutation-table.ts';
import { readMessage, validateCanonical } from './index.ts';

const RELAXED = new Set([
  'Environment',
  'Context',
  'CardPaymentTransaction112.POIIdentification',
  'OutputBarcode1.QRCodeEncodingMode',
]);
const RELAXED_IN_REVERSAL = new Set(['TransactionIdentification', 'TransactionDetails']);

/** What the lenient profile accepts although the model does not. */
function isTolerated({ kind, owner, member, pointer }: Mutation, required: ReadonlySet<string>): boolean {
  if (kind === 'unknown member') return owner !== 'Header41';
  const isRelaxed =
    RELAXED.has(member) ||
    RELAXED.has(`${owner}.${member}`) ||
    (pointer.includes('/ReversalTransaction/') &&
      owner === 'CardPaymentTransaction110' &&
      RELAXED_IN_REVERSAL.has(member));
  if (kind === 'missing') return isRelaxed;
  if (kind === 'null' || kind === 'empty list') return isRelaxed || !required.has(pointer);
  return false;
}

const tables = SUBJECTS.map((subject) => ({ subject, mutations: mutationsOf(subject) }));
const counts = new Map<MutationKind, number>();
for (const { mutations } of tables) for (const { kind } of mutations) counts.set(kind, (counts.get(kind) ?? 0) + 1);
const total = tables.reduce((sum, { mutations }) => sum + mutations.length, 0);
process.stdout.write(
  `nexo mutations: ${total} in ${tables.length} messages and blocks: ${[...counts].map(([kind, n]) => `${kind} ${n}`).join(', ')}\n`,
);

describe.each(tables.map(({ subject, mutations }) => [subject.name, subject, mutations] as const))(
  '%s',
  (_name, subject, mutations) => {
    it('is valid in its smallest form, strictly and leniently, as text too', () => {
      expect(validateCanonical(smallest(subject), 'strict')).toMatchObject({ ok: true });
      expect(validateCanonical(smallest(subject), 'lenient')).toMatchObject({ ok: true });
      expect(readMessage(JSON.stringify(smallest(subject)), 'strict').kind).toBe('message');
    });

    it(`reports each of ${mutations.length} broken members with its pointer (strict)`, () => {
      const wrong = mutations.flatMap((mutation) => {
        const result = validateCanonical(mutation.message, 'strict');
        return !result.ok && result.pointer === mutation.pointer ? [] : [said(mutation, result)];
      });
      expect(wrong).toEqual([]);
    });

    it('reports the same leniently, except what the profile tolerates', () => {
      const required = new Set(mutations.filter(({ kind }) => kind === 'missing').map(({ pointer }) => pointer));
      const wrong = mutations.flatMap((mutation) => {
        const result = validateCanonical(mutation.message, 'lenient');
        const isAsExpected = isTolerated(mutation, required)
          ? result.ok
          : !result.ok && result.pointer === mutation.pointer;
        return isAsExpected ? [] : [said(mutation, result)];
      });
      expect(wrong).toEqual([]);
    });
  },
);

const said = (mutation: Mutation, result: ReturnType<typeof validateCanonical>): string =>
  `${mutation.kind} ${mutation.owner}.${mutation.member}: expected ${mutation.pointer}, got ${
    result.ok ? 'accepted' : `${result.reason} ${result.pointer}: ${result.detail}`
  }`;
