import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { enrol, loadIdentity, saveIdentity, type Identity } from './identity.ts';
import type { JsonObject } from './json.ts';
import { Terminal } from './terminal.ts';

/** Serial numbers name directories, so they are kept to what every file system takes. */
const serialNumber = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

export const newTerminal = z.strictObject({
  serialNumber,
  activationCode: z.string().min(1).max(32).optional(),
  model: z.string().min(1).max(70).default('SimTerminal S1'),
});
export type NewTerminal = z.infer<typeof newTerminal>;
export const terminalsFile = z.array(newTerminal);

export interface SimulatorOptions {
  readonly dataDirectory: string;
  readonly retailUrl: string;
  /** PEM of the authorities that the platform's server certificates chain to. */
  readonly ca: string;
  /** Takes the place of the connectUrl told at enrolment. */
  readonly connectUrl?: string | undefined;
  readonly timeScale: number;
  readonly isJournalSynced: boolean;
  readonly now: () => Date;
  report(event: string, detail: JsonObject): void;
}

/** A shop's worth of terminals in one process. */
export class Simulator {
  readonly #options: SimulatorOptions;
  readonly #terminals = new Map<string, { terminal: Terminal; identity: Identity }>();
  readonly #enrolling = new Set<string>();

  constructor(options: SimulatorOptions) {
    this.#options = options;
  }

  /** Brings back every terminal that was enrolled before. */
  async resume(): Promise<void> {
    const { dataDirectory } = this.#options;
    if (!existsSync(dataDirectory)) return;
    for (const name of readdirSync(dataDirectory)) {
      const known = loadIdentity(join(dataDirectory, name));
      if (known !== undefined) await this.#start(known);
    }
  }

  /**
   * Enrols a terminal and connects it; one that is enrolled already is answered as it is.
   * @throws EnrolmentRefused, or Error without an activation code
   */
  async add(wanted: NewTerminal): Promise<Identity> {
    const running = this.#terminals.get(wanted.serialNumber);
    if (running !== undefined) return running.identity;
    if (wanted.activationCode === undefined)
      throw new Error(`${wanted.serialNumber} is not enrolled: activationCode needed`);
    if (this.#enrolling.has(wanted.serialNumber)) throw new Error(`${wanted.serialNumber} is being enrolled`);
    this.#enrolling.add(wanted.serialNumber);
    try {
      const { retailUrl, ca } = this.#options;
      const { model, activationCode } = wanted;
      const fresh = await enrol({ retailUrl, ca, serialNumber: wanted.serialNumber, model, activationCode });
      saveIdentity(this.#directoryOf(wanted.serialNumber), fresh);
      await this.#start(fresh);
      return fresh;
    } finally {
      this.#enrolling.delete(wanted.serialNumber);
    }
  }

  get(wanted: string): { terminal: Terminal; identity: Identity } | undefined {
    return this.#terminals.get(wanted);
  }

  list(): { terminal: Terminal; identity: Identity }[] {
    return [...this.#terminals.values()];
  }

  stop(): void {
    for (const { terminal } of this.#terminals.values()) terminal.stop();
    this.#terminals.clear();
  }

  #directoryOf(wanted: string): string {
    return join(this.#options.dataDirectory, wanted);
  }

  async #start(known: Identity): Promise<void> {
    const { connectUrl, ca, timeScale, isJournalSynced, now, report } = this.#options;
    const terminal = new Terminal({
      serialNumber: known.serialNumber,
      model: known.model,
      directory: this.#directoryOf(known.serialNumber),
      connectUrl: connectUrl ?? known.connectUrl,
      tls: { ca, key: known.privateKey, cert: `${known.certificate}\n${known.chain}` },
      timeScale,
      isJournalSynced,
      now,
      report: (event, detail) => report(event, { serialNumber: known.serialNumber, ...detail }),
    });
    terminal.deviceId = known.deviceId;
    this.#terminals.set(known.serialNumber, { terminal, identity: known });
    await terminal.start();
  }
}
