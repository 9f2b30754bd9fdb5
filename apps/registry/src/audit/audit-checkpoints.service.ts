import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { DomainError, auditCheckpoints, checkChain, topicName } from '@ppaas/contracts';
import type { ChainHead } from '@ppaas/contracts';
import { KafkaBus, readRecords } from '@ppaas/messaging';
import { Logger, Metrics, kafkaAddress } from '@ppaas/service';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';
import { AuditTrailStore } from './audit-trail.store.ts';

const HOUR_MS = 3_600_000;
/** A process that is started again and again still checks. */
const FIRST_MS = 60_000;
/** In this hour of the day (UTC) all entries are read, not only what is new since the checkpoint before. */
const THOROUGH_HOUR = 2;

/**
 * Once an hour: checks what is new in each audit trail, and says in Kafka where it ends. Whoever can write to the database
 * can make a chain anew that holds by itself; it does not hold against that.
 */
@Injectable()
export class AuditCheckpoints implements OnApplicationBootstrap, OnModuleDestroy {
  /** As they were read last, and what was made here since. */
  private known: Map<string, ChainHead> | undefined;
  private reading: Promise<Map<string, ChainHead>> | undefined;
  /** Chains that did not hold: they are read from their first entry each time, and their checkpoints stay where they are. */
  private readonly broken = new Set<string>();
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly trail: AuditTrailStore,
    private readonly bus: KafkaBus,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    @Inject(Logger) private readonly log: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    metrics.gauge(
      'ppaas_audit_chains_broken',
      'Audit trails that did not hold when they were last checked',
      [],
      (gauge) => gauge.set(this.broken.size),
    );
  }

  onApplicationBootstrap(): void {
    const pass = (): void => {
      const isThorough = new Date().getUTCHours() === THOROUGH_HOUR;
      void this.make(isThorough).catch((error: unknown) =>
        this.log.error({ err: error }, 'the audit trails were not checked: tried again in an hour'),
      );
    };
    this.timers.push(setTimeout(pass, FIRST_MS).unref(), setInterval(pass, HOUR_MS).unref());
  }

  onModuleDestroy(): void {
    this.timers.forEach(clearTimeout);
  }

  /**
   * Holds every entry of a chain against its hash, and the chain against its checkpoint.
   * @throws DomainError platform.unavailable when the checkpoints cannot be read
   */
  async check(chain: string): ReturnType<typeof checkChain> {
    const known = this.known ?? (await this.read());
    return checkChain((seq) => this.trail.entriesAfter(chain, seq), known.get(chain));
  }

  /** Checks all chains; of those that hold the new end is kept. @param isThorough from the first entry of each */
  async make(isThorough: boolean): Promise<void> {
    const known = await this.read();
    const heads = new Map((await this.trail.heads()).map(({ chain, ...head }) => [chain, head]));
    for (const chain of new Set([...heads.keys(), ...known.keys()])) {
      const before = known.get(chain);
      const isWhole = isThorough || this.broken.has(chain);
      if (!isWhole && isSame(before, heads.get(chain))) continue;
      const from = isWhole ? undefined : await this.standing(chain, before);
      const { last, fault } = await checkChain((seq) => this.trail.entriesAfter(chain, seq), before, from);
      if (fault === undefined) this.broken.delete(chain);
      else {
        this.broken.add(chain);
        this.log.error({ chain, fault }, 'an audit trail does not hold');
      }
      if (fault === undefined && last !== undefined && last.seq !== before?.seq) await this.keep(chain, last);
    }
  }

  /** Where to begin: at the checkpoint when the entry there is still the one that was, else at the first. */
  private async standing(chain: string, before: ChainHead | undefined): Promise<ChainHead | undefined> {
    if (before === undefined) return undefined;
    const [entry] = await this.trail.entriesAfter(chain, before.seq - 1);
    return entry !== undefined && isSame(before, entry) ? before : undefined;
  }

  private async keep(chain: string, head: ChainHead): Promise<void> {
    const data = { chain, seq: head.seq, hash: head.hash };
    await this.bus.publish([{ topic: 'auditCheckpoints', type: 'ChainChecked', key: chain, data }]);
    this.known?.set(chain, head);
  }

  private read(): Promise<Map<string, ChainHead>> {
    this.reading ??= this.load().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async load(): Promise<Map<string, ChainHead>> {
    const topic = topicName('auditCheckpoints', { cell: this.config.CELL });
    const records = await readRecords({ ...kafkaAddress(this.config), prefixes: [topic] }).catch((error: unknown) => {
      this.log.warn({ err: error }, 'the checkpoints of the audit trails cannot be read');
      throw new DomainError('platform.unavailable', 'Where the trail ended before cannot be read now');
    });
    const heads = records.map(({ value }) => auditCheckpoints.ChainChecked.parse(JSON.parse(value)));
    this.known = new Map(heads.map(({ chain, ...head }) => [chain, head]));
    return this.known;
  }
}

const isSame = (one: ChainHead | undefined, other: ChainHead | undefined): boolean =>
  one !== undefined && one.seq === other?.seq && one.hash === other.hash;
