import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { enrol, loadIdentity, saveIdentity, type Identity } from './identity.ts';
import type { JsonObject } from './json.ts';
import { renew, renewableFrom } from './renewal.ts';
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

/** Often enough for the 30 days that are left, and for the 24 h of a former certificate. */
const RENEWAL_LOOK_MS = 3_600_000;

export interface SimulatorOptions {
  readonly dataDirectory: string;
  readonly retailUrl: string;
  /** PEM of the authorities that the platform's server certificates chain to. */
  readonly ca: string;
  /** The platform's mutual-TLS door, where certificates are renewed; without it they are not. */
  readonly retailTlsUrl?: string | undefined;
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
  #renewing: NodeJS.Timeout | undefined;

  constructor(options: SimulatorOptions) {
    this.#options = options;
  }

  /** Brings back every terminal that was enrolled before, and renews certificates from now on as they come of age. */
  async resume(): Promise<void> {
    const { dataDirectory, now } = this.#options;
    const names = existsSync(dataDirectory) ? readdirSync(dataDirectory) : [];
    for (const name of names) {
      const known = loadIdentity(join(dataDirectory, name));
      if (known !== undefined) await this.#start(known);
    }
    const look = (): void => {
      for (const name of this.#terminals.keys()) {
        this.renew(name, now()).catch((error: unknown) => this.#notRenewed(name, error));
      }
    };
    look();
    this.#renewing = setInterval(look, RENEWAL_LOOK_MS).unref();
  }

  /**
   * Renews the certificate of a terminal if it is due at `now`, and connects with the new one unless a shopper is there.
   * @returns its certificate (PEM), which is the same as before when none was due
   * @throws EnrolmentRefused, or Error when the platform does not answer: to be tried again, with what was kept
   */
  async renew(wanted: string, now: Date): Promise<string> {
    const { ca, retailTlsUrl } = this.#options;
    const known = this.#terminals.get(wanted);
    if (known === undefined) throw new Error(`${wanted} is not enrolled`);
    const { terminal, identity } = known;
    if (retailTlsUrl === undefined || renewableFrom(identity.certificate) > now) return identity.certificate;
    const keep = (value: Identity): void => {
      saveIdentity(this.#directoryOf(wanted), value);
      this.#terminals.set(wanted, { terminal, identity: value });
    };
    const renewed = await renew(identity, { retailTlsUrl, ca, keep });
    this.#options.report('renewed', { serialNumber: wanted, renewableFrom: renewableFrom(renewed.certificate) });
    terminal.link.identify(tlsOf(renewed, ca));
    if (!terminal.isBusy) terminal.link.bounce();
    return renewed.certificate;
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
    clearInterval(this.#renewing);
    for (const { terminal } of this.#terminals.values()) terminal.stop();
    this.#terminals.clear();
  }

  #notRenewed(wanted: string, error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.#options.report('not renewed', { serialNumber: wanted, detail });
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
      tls: tlsOf(known, ca),
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

const tlsOf = ({ privateKey, certificate, chain }: Identity, ca: string) => ({
  ca,
  key: privateKey,
  cert: `${certificate}\n${chain}`,
});
