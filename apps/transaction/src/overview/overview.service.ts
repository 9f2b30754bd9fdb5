import { Injectable } from '@nestjs/common';
import { DomainError, overview } from '@ppaas/contracts';
import type { Overview } from '@ppaas/contracts';
import { ExchangeEngine } from '@ppaas/exchange';
import { Pulses } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import { concerning, seriesOf, stepsOf, worstStores } from './overview.ts';
import type { Reach } from './overview.ts';
import {
  cellOf,
  countByOrganisation,
  countOutcomes,
  readCensus,
  readDevices,
  readDoubts,
  readStages,
} from './overview.store.ts';

interface Question extends Reach {
  readonly minutes: number;
  readonly isPlatform: boolean;
}

/** However many look at it, the tables are read once in this time for each scope. */
const FRESH_FOR_MS = 2_000;

/** How the platform is doing, for those who look after it. */
@Injectable()
export class OverviewService {
  readonly #known = new Map<string, { readonly until: number; readonly answer: Promise<Overview> }>();

  constructor(
    private readonly engine: ExchangeEngine,
    private readonly pulses: Pulses,
  ) {}

  /** @throws DomainError entity.unknown for an organisation that the caller does not see */
  async look(
    { role, organisationId, merchantId, storeIds }: Principal,
    asked: { readonly organisationId?: string | undefined; readonly minutes: number },
  ): Promise<Overview> {
    if (organisationId !== null && asked.organisationId !== undefined && asked.organisationId !== organisationId)
      throw new DomainError('entity.unknown');
    const isPlatform = role === 'platform-admin' && organisationId === null;
    const whose = organisationId ?? asked.organisationId ?? null;
    return this.#once({ organisationId: whose, merchantId, storeIds, minutes: asked.minutes, isPlatform });
  }

  #once(question: Question): Promise<Overview> {
    const now = performance.now();
    for (const [key, { until }] of this.#known) if (until <= now) this.#known.delete(key);
    const key = JSON.stringify(question);
    const known = this.#known.get(key);
    if (known !== undefined) return known.answer;
    const answer = this.#read(question);
    this.#known.set(key, { until: now + FRESH_FOR_MS, answer });
    // What failed is asked again by the next call.
    answer.catch(() => this.#known.delete(key));
    return answer;
  }

  /** One connection, one question after the other: a page that is looked at must not take the pool from sales. */
  async #read(question: Question): Promise<Overview> {
    const { database, times } = this.engine.context;
    const { minutes, isPlatform } = question;
    const asOf = new Date();
    const steps = stepsOf(minutes, asOf.getTime() / 1000);
    const services = isPlatform ? await this.pulses.read() : null;
    return database.transaction(async (client) => {
      const cell = question.organisationId && (await cellOf(client, question.organisationId));
      const counts = await countOutcomes(client, question, steps);
      const stages = await readStages(client, question, steps);
      const census = await readCensus(client, question, times.promiseMs);
      const doubts = await readDoubts(client, question, times.promiseMs);
      const devices = await readDevices(client, question);
      const organisations = isPlatform ? await countByOrganisation(client, question, steps) : [];
      return overview.parse({
        asOf: asOf.toISOString(),
        organisationId: question.organisationId,
        minutes,
        sales: seriesOf(counts, steps),
        stages,
        ...census,
        devices,
        trouble: worstStores(doubts, devices.stores),
        organisations,
        services: services && concerning(services, cell),
      });
    });
  }
}
