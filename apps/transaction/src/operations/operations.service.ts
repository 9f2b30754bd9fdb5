import { Injectable } from '@nestjs/common';
import { DomainError, toPage } from '@ppaas/contracts';
import type {
  Outlook,
  Page,
  TransactionDetail,
  TransactionFilter,
  TransactionLine,
  WorkItem,
  WorkList,
} from '@ppaas/contracts';
import { ExchangeEngine, commitTold, decideSweep, forDevice } from '@ppaas/exchange';
import type { ExchangeState, Queryable } from '@ppaas/exchange';
import { formatCsv } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import type { Reach } from './conditions.store.ts';
import { findExchange, findSession, findStandAlone } from './detail.store.ts';
import type { SessionDetail } from './detail.store.ts';
import { EXPORT_HEADER, actOfExport, exportFields } from './export.ts';
import { findLines } from './line.store.ts';
import { countWaiting, findWaiting } from './open.store.ts';
import type { OpenRow, Waiting } from './open.store.ts';
import { cursorOf } from './order.ts';
import type { SortedPage } from './order.ts';
import { outlookOf } from './outlook.ts';
import { presentDetail, presentSession, presentStandAlone } from './present-detail.ts';
import type { OnChannel } from './present-detail.ts';
import { presentLine } from './present-line.ts';
import type { LineFacts } from './present-line.ts';

const EXPORT_PAGE = 500;
/** Between the shortest and the longest delay of a jittered enquiry. */
const MIDDLE = 0.5;
const ID = /^[A-Z0-9]{1,40}$/;
/** States that the outlook is about. */
const isOpen = (state: string): state is ExchangeState =>
  ['ACCEPTED', 'DISPATCHING', 'DISPATCHED', 'IN_PROGRESS', 'UNKNOWN', 'NEEDS_ATTENTION'].includes(state);

/** What people see of sales. Whatever is out of the caller's reach is not there. */
@Injectable()
export class OperationsService {
  constructor(private readonly engine: ExchangeEngine) {}

  async list(reach: Reach, filter: TransactionFilter, page: SortedPage): Promise<Page<TransactionLine>> {
    const { items, next } = toPage(await findLines(this.#db, reach, filter, page), page.limit, cursorOf(page.sort));
    return { items: items.map((row) => presentLine(row)), next };
  }

  /** The whole list as CSV, read page by page while it is sent. Nothing is sent that is not on its way to the audit trail. */
  async export(principal: Principal, filter: TransactionFilter): Promise<AsyncGenerator<string>> {
    // Whoever sends it reads on outside of the request.
    const db = this.#db;
    const data = actOfExport(principal, filter);
    const told = { topic: 'accessEvents', type: 'ActNoted', key: data.tenantId ?? 'platform', data } as const;
    await commitTold(this.engine.context, () => Promise.resolve([told]));
    return exportLines(db, principal, filter);
  }

  /** @throws DomainError exchange.unknown */
  async one(reach: Reach, exchangeId: string): Promise<TransactionDetail> {
    const found = ID.test(exchangeId) ? await this.#find(reach, exchangeId) : undefined;
    if (found === undefined) throw new DomainError('exchange.unknown', 'No such transaction within reach');
    return found;
  }

  async #find(reach: Reach, exchangeId: string): Promise<TransactionDetail | undefined> {
    if (exchangeId.startsWith('A')) {
      const sale = await findStandAlone(this.#db, reach, exchangeId);
      return sale && presentStandAlone(sale);
    }
    if (exchangeId.startsWith('S')) {
      const session = await findSession(this.#db, reach, exchangeId);
      return session && presentSession(lineOfSession(session));
    }
    const exchange = await findExchange(this.#db, reach, exchangeId);
    if (exchange === undefined) return undefined;
    const { sale_id: saleId, offered_methods: offered } = exchange;
    const channel: OnChannel = {
      request: (message) => forDevice(message, exchangeId, saleId ?? '', offered),
      answer: (message) => forDevice(message, exchangeId, saleId ?? ''),
    };
    return presentDetail(exchange, channel, this.#outlook(exchange));
  }

  async workList(reach: Reach, asked: Omit<Waiting, 'promiseMs'>, page: SortedPage): Promise<WorkList> {
    const waiting = { ...asked, promiseMs: this.engine.context.times.promiseMs };
    const [rows, count] = await Promise.all([
      findWaiting(this.#db, reach, waiting, page),
      countWaiting(this.#db, reach, waiting),
    ]);
    const { items, next } = toPage(rows, page.limit, cursorOf(page.sort));
    return { items: items.map((row) => this.#workItem(row)), next, count };
  }

  #workItem(row: OpenRow): WorkItem {
    const outlook = this.#outlook(row);
    if (outlook === null) throw new Error(`${row.exchange_id} is at its end`);
    return { ...presentLine(row), reason: row.attention_reason ?? outlook.cause, since: outlook.since, outlook };
  }

  #outlook(exchange: OpenRow): Outlook | null {
    const { state, at: acceptedAt, enquiries, abort_requested_at: abortRequestedAt, route, now } = exchange;
    if (!isOpen(state)) return null;
    const { times } = this.engine.context;
    const planAt = (instant: Date) => {
      const backMs = route === null ? 0 : now.getTime() - route.connected_at.getTime();
      const view = route && { connected: route.connected, instance: '', epoch: 0, backMs };
      return decideSweep({ state, acceptedAt, enquiries, abortRequestedAt }, view, instant, times, MIDDLE);
    };
    return outlookOf(exchange, planAt, { online: times.attentionOnlineMs, offline: times.attentionOfflineMs });
  }

  get #db(): Queryable {
    return this.engine.context.database.caller;
  }
}

async function* exportLines(db: Queryable, reach: Reach, filter: TransactionFilter): AsyncGenerator<string> {
  yield formatCsv([EXPORT_HEADER]);
  for (let after: string | undefined; ; ) {
    const rows = await findLines(db, reach, filter, { sort: '-at', after, limit: EXPORT_PAGE });
    const shown = rows.slice(0, EXPORT_PAGE);
    const last = shown.at(-1);
    if (last === undefined) return;
    yield formatCsv(shown.map((row) => exportFields(presentLine(row))));
    if (rows.length <= EXPORT_PAGE) return;
    after = cursorOf('-at')(last);
  }
}

const lineOfSession = (session: SessionDetail): LineFacts => ({
  ...session,
  origin: 'POS',
  stage: null,
  kind: 'SessionManagement',
  transaction_type: null,
  amount: null,
  currency: null,
  reference: null,
  serial_number: null,
  is_contradicted: false,
  device_id: session.device_id ?? '',
  at: session.accepted_at ?? session.completed_at ?? new Date(0),
});
