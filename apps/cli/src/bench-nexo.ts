// What reading a payment request costs: parse, validate, canonical form, card data filter. Against JSON.parse alone and
// against JSON.parse with the same schema in zod, interleaved in one run so that the machine's mood meets all of them alike.
import { readMessage } from '@ppaas/nexo';
import { zodSchemaOf } from './bench-nexo-zod.ts';

const ROUNDS = 60;
const PER_ROUND = 2_000;
const WARM_UP = 20_000;

/** A payment request as a till sends it; eight of them, so that no call sees the text of the call before. */
const payment = (i: number) => ({
  SaleToPOIServiceRequest: {
    Header: {
      MessageFunction: 'SaleFinancialServiceRequest',
      ProtocolVersion: '5.0',
      ExchangeIdentification: `x-064${i}`,
      CreationDateTime: '2025-03-04T09:12:31.050Z',
      InitiatingParty: { Identification: 'POS-LYON-01-07', Type: 'Merchant' },
      RecipientParty: { Identification: 'LD-4f9c2a17', Type: 'OriginatingPOI' },
    },
    ServiceRequest: {
      Environment: { POI: { Identification: { Identification: 'LD-4f9c2a17' } } },
      Context: {
        SaleContext: {
          SaleIdentification: 'POS-LYON-01-07',
          CashierIdentification: 'C-112',
          CashierLanguage: ['fr'],
        },
      },
      ServiceContent: 'FinancialPaymentRequest',
      PaymentRequest: {
        PaymentTransaction: {
          TransactionType: 'CardPayment',
          TransactionIdentification: {
            TransactionDateTime: '2025-03-04T10:12:31.000+01:00',
            TransactionReference: `TCK-57${i}`,
          },
          TransactionDetails: { Currency: 'EUR', TotalAmount: `104.1${i}` },
        },
      },
    },
  },
});

const texts = Array.from({ length: 8 }, (_, i) => JSON.stringify(payment(i)));
const numberTexts = texts.map((text) => text.replace(/"(104\.1[0-9])"/, '$1'));

interface Contender {
  readonly name: string;
  readonly run: (i: number) => unknown;
  readonly microseconds: number[];
}

const contender = (name: string, run: (i: number) => unknown): Contender => ({ name, run, microseconds: [] });
const textAt = (from: readonly string[], i: number): string => from[i & 7] ?? '';

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Time of one call in microseconds, over a round. */
function round({ run }: Contender, calls: number): number {
  const start = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) if (run(i) === undefined) throw new Error('the benchmark read nothing');
  return Number(process.hrtime.bigint() - start) / 1_000 / calls;
}

/**
 * Prints a table of medians and returns our time divided by the other's: `parse` against JSON.parse alone (to reach: 4 or
 * less), `zod` against JSON.parse with zod (below 1 is faster than zod).
 */
export function benchNexo(): Promise<{ ratios: { parse: number; zod: number } }> {
  const read = (from: readonly string[]) => (i: number) => {
    const result = readMessage(textAt(from, i), 'lenient');
    return result.kind === 'message' ? result.message : undefined;
  };
  const parse = contender('JSON.parse alone', (i) => JSON.parse(textAt(texts, i)) as unknown);
  const nexo = contender('readMessage', read(texts));
  const numbers = contender('readMessage, amount as a number', read(numberTexts));
  // zod checks the components only: no duplicate members, rules across members, card data or 4-letter codes.
  const schema = zodSchemaOf('SaleToPOIServiceRequest');
  const zod = contender('JSON.parse and zod', (i) => schema.parse(JSON.parse(textAt(texts, i))));
  const all = [parse, nexo, numbers, zod];

  for (const one of all) round(one, WARM_UP);
  for (let i = 0; i < ROUNDS; i++) for (const one of all) one.microseconds.push(round(one, PER_ROUND));

  const base = middle(parse.microseconds);
  const lines = all.map(({ name, microseconds }) => {
    const time = middle(microseconds);
    return `${name.padEnd(34)}${time.toFixed(2).padStart(10)}${(time / base).toFixed(2).padStart(16)}`;
  });
  const head = `${`payment request, ${texts[0]?.length ?? 0} bytes`.padEnd(34)}${'µs'.padStart(10)}${'× JSON.parse'.padStart(16)}`;
  process.stdout.write(
    `${[head, ...lines].join('\n')}\n(median of ${ROUNDS} rounds of ${PER_ROUND} calls, interleaved)\n`,
  );
  const ratio = (other: Contender): number =>
    Number((middle(nexo.microseconds) / middle(other.microseconds)).toFixed(3));
  return Promise.resolve({ ratios: { parse: ratio(parse), zod: ratio(zod) } });
}
