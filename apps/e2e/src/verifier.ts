import type { BookedExchange, Books, Interaction, Told } from './books.ts';

/** The promises (P1–P4) and invariants (I1–I6, I8) that are looked after. */
export type Rule =
  | 'one interaction'
  | 'outcome kept'
  | 'money took place'
  | 'every sale ends'
  | 'honest refusal'
  | 'stable answer'
  | 'nothing told is lost'
  | 'told on once';

export interface Violation {
  readonly rule: Rule;
  /** Channel id, or the POS's own where there is no row. */
  readonly exchange: string;
  readonly detail: string;
}

export interface VerifyOptions {
  /** Exchanges (the POS's ids) that may wait for a person: their device's journal was lost or it never spoke again. */
  readonly attention?: ReadonlySet<string>;
  /** Exchanges (the POS's ids) whose end a device has contradicted on purpose. */
  readonly contradicted?: ReadonlySet<string>;
  /** Longest time from acceptance to an end, milliseconds; without it only that there is an end. */
  readonly endsWithinMs?: number;
}

const ENDS = new Set(['APPROVED', 'PARTIAL', 'DECLINED', 'CANCELLED', 'NOT_STARTED']);
const MONEY = new Set(['APPROVED', 'PARTIAL']);
/** Words of an answer that tell an end; DECLINED and FAILED both mean "over, without money". */
const FINAL = new Set([...ENDS, 'FAILED']);
const PAYMENT = 'FinancialPaymentRequest';

const keyOf = (of: { readonly posId: string; readonly exchangeIdentification: string }): string =>
  `${of.posId} ${of.exchangeIdentification}`;

/** What an outcome means for the shopper's money. */
const moneyOf = (outcome: string): string => (MONEY.has(outcome) ? outcome : 'no money');

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Joins journal × database × what the POS was told. Empty = every promise was kept. */
export function verify(books: Books, options: VerifyOptions = {}): Violation[] {
  const rows = new Map(books.exchanges.map((row) => [row.exchangeId, row]));
  const journal = groupBy(
    books.interactions.filter((one) => one.exchangeIdentification !== null),
    (one) => String(one.exchangeIdentification),
  );
  const told = groupBy(books.told, keyOf);
  return [
    ...[...journal].flatMap(([id, entries]) => checkJournal(id, entries, rows.get(id), options)),
    ...books.exchanges.flatMap((row) => checkRow(row, journal.get(row.exchangeId) ?? [], options)),
    ...[...told.values()].flatMap((said) => checkTold(said, books.exchanges, journal)),
    ...checkEvents(books),
    ...Object.entries(books.outbox)
      .filter(([, count]) => count > 0)
      .map(([service, count]) => violation('told on once', service, `${count} rows are still in the outbox`)),
  ];
}

const violation = (rule: Rule, exchange: string, detail: string): Violation => ({ rule, exchange, detail });

/** I1: at most one interaction for an exchange. I2: what the terminal did is in the books. */
function checkJournal(
  id: string,
  entries: readonly Interaction[],
  row: BookedExchange | undefined,
  options: VerifyOptions,
): Violation[] {
  const found: Violation[] = [];
  if (entries.length > 1) found.push(violation('one interaction', id, `${entries.length} card interactions`));
  for (const { result } of entries) {
    if (row === undefined) {
      found.push(violation('outcome kept', id, `an interaction (${String(result)}) without an exchange`));
    } else if (result !== null && MONEY.has(result) && row.state !== result) {
      const isShown = row.contradictions.includes(result) && options.contradicted?.has(row.exchangeIdentification);
      if (isShown !== true && !mayWait(row, options))
        found.push(violation('outcome kept', id, `the terminal says ${result}, the books say ${row.state}`));
    }
  }
  return found;
}

const mayWait = (row: BookedExchange, options: VerifyOptions): boolean =>
  row.state === 'NEEDS_ATTENTION' && options.attention?.has(row.exchangeIdentification) === true;

/** I3: money in the books took place, once and with that amount. I4: an end, in time. */
function checkRow(row: BookedExchange, entries: readonly Interaction[], options: VerifyOptions): Violation[] {
  const found: Violation[] = [];
  const { exchangeId, state, completedAt, acceptedAt } = row;
  if (row.kind === PAYMENT && MONEY.has(state)) {
    const matching = entries.filter(
      (one) =>
        one.result === state && (state === 'PARTIAL' || one.amount === row.amount) && one.currency === row.currency,
    );
    if (matching.length !== 1)
      found.push(
        violation(
          'money took place',
          exchangeId,
          `${state} ${String(row.amount)} ${String(row.currency)} has ${matching.length} matching interactions`,
        ),
      );
  }
  if (!ENDS.has(state)) {
    if (!mayWait(row, options)) found.push(violation('every sale ends', exchangeId, `it is still ${state}`));
    return found;
  }
  if (row.contradictions.length > 0 && options.contradicted?.has(row.exchangeIdentification) !== true)
    found.push(violation('stable answer', exchangeId, `the device also said ${row.contradictions.join(', ')}`));
  const tookMs = completedAt === null ? 0 : completedAt.getTime() - acceptedAt.getTime();
  if (options.endsWithinMs !== undefined && tookMs > options.endsWithinMs)
    found.push(violation('every sale ends', exchangeId, `its end came after ${tookMs} ms`));
  return found;
}

/** I5 and I6, P2 and P4: everything one exchange's POS was told, in the order it was told. */
function checkTold(
  said: readonly Told[],
  exchanges: readonly BookedExchange[],
  journal: ReadonlyMap<string, readonly Interaction[]>,
): Violation[] {
  const [first] = said;
  if (first === undefined) return [];
  const rows = exchanges.filter((row) => keyOf(row) === keyOf(first));
  // A session exchange and one of transaction never share an id, but a status request may spend an id of neither.
  const row = rows.find((one) => one.kind === PAYMENT) ?? rows[0];
  const name = row?.exchangeId ?? first.exchangeIdentification;
  const found: Violation[] = [];
  const accepted = said.find((one) => one.by === 'financial' && (one.status === 200 || one.status === 202));
  if (row === undefined && accepted !== undefined)
    found.push(violation('nothing told is lost', name, `HTTP ${accepted.status} was told, and there is no exchange`));
  const finals = said
    .filter((one) => one.outcome !== undefined && FINAL.has(one.outcome))
    .sort((a, b) => a.toldAt - b.toldAt);
  found.push(...checkHonest(name, finals, row, journal), ...checkStable(name, said, finals));
  return found;
}

function checkHonest(
  name: string,
  finals: readonly Told[],
  row: BookedExchange | undefined,
  journal: ReadonlyMap<string, readonly Interaction[]>,
): Violation[] {
  const results = (row === undefined ? [] : (journal.get(row.exchangeId) ?? [])).map((one) => one.result ?? '');
  const charged = results.find((result) => MONEY.has(result));
  return finals.flatMap(({ outcome = '', by }) => {
    const isKnown = row !== undefined && !row.contradictions.includes(charged ?? '');
    if (charged !== undefined && isKnown && moneyOf(outcome) === 'no money')
      return [violation('honest refusal', name, `${outcome} was told (${by}), the terminal says ${charged}`)];
    if (outcome === 'NOT_STARTED' && results.some((result) => result !== 'INTERRUPTED'))
      return [violation('honest refusal', name, `"not started" was told, the terminal says ${results.join(', ')}`)];
    if (row !== undefined && ENDS.has(row.state) && moneyOf(row.state) !== moneyOf(outcome))
      return [violation('stable answer', name, `${outcome} was told (${by}), the books say ${row.state}`)];
    return [];
  });
}

function checkStable(name: string, said: readonly Told[], finals: readonly Told[]): Violation[] {
  const found: Violation[] = [];
  const answers = groupBy(
    finals.filter((one) => one.by !== 'status'),
    (one) => one.vocabulary,
  );
  for (const same of answers.values()) {
    const bodies = new Set(same.map((one) => one.body));
    if (bodies.size > 1) found.push(violation('stable answer', name, `${bodies.size} different answers were told`));
  }
  const [first] = finals;
  if (first === undefined) return found;
  const outcomes = new Set(finals.map(({ outcome }) => outcome));
  if (outcomes.size > 1)
    found.push(violation('stable answer', name, `different outcomes were told: ${[...outcomes].join(', ')}`));
  const later = said.find(
    (one) => one.askedAt > first.toldAt && (one.status === 202 || isOpenWord(one.outcome)) && one !== first,
  );
  if (later !== undefined)
    found.push(violation('stable answer', name, `after its end it was told as ${later.outcome ?? 'running'}`));
  return found;
}

const isOpenWord = (outcome: string | undefined): boolean => outcome === 'IN_PROGRESS' || outcome === 'NOT_FOUND';

/** I8: every exchange that went to a device and came to its end was told on exactly once (copies have the same id). */
function checkEvents(books: Books): Violation[] {
  const events = groupBy(books.events, (event) => event.exchangeId);
  return books.exchanges
    .filter((row) => row.service === 'transaction' && row.isAddressed && ENDS.has(row.state))
    .flatMap((row) => {
      const ids = new Set((events.get(row.exchangeId) ?? []).map(({ id }) => id));
      if (ids.size === 1) return [];
      return [violation('told on once', row.exchangeId, `${ids.size} different ExchangeCompleted were published`)];
    });
}
