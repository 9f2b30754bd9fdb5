import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { InteractionResult } from './journal.ts';

/** One card interaction that really happened. */
export interface Interaction {
  readonly interactionId: string;
  readonly exchangeIdentification: string | null;
  readonly saleId: string | null;
  readonly saleTransactionReference: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly startedAt: string;
  endedAt: string | null;
  result: InteractionResult | null;
}

type Line = { start: Interaction } | { end: { interactionId: string; endedAt: string; result: InteractionResult } };

/**
 * What the shopper lived through: the ground truth that tests hold against the platform's books. It belongs to the
 * observer, not to the terminal, so it outlives a lost journal. Lines are written before the interaction they announce.
 */
export class InteractionLog {
  readonly #fd: number;
  readonly #interactions = new Map<string, Interaction>();

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#load(path);
    this.#fd = openSync(path, 'a');
  }

  #load(path: string): void {
    if (!existsSync(path)) return;
    const text = readFileSync(path, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    if (end < text.length) truncateSync(path, Buffer.byteLength(text.slice(0, end)));
    for (const line of text.slice(0, end).split('\n').slice(0, -1)) this.#read(JSON.parse(line) as Line);
  }

  #read(line: Line): void {
    if ('start' in line) this.#interactions.set(line.start.interactionId, line.start);
    else this.#end(line.end);
  }

  start(facts: Omit<Interaction, 'interactionId' | 'endedAt' | 'result'>): string {
    const interaction: Interaction = { interactionId: randomUUID(), ...facts, endedAt: null, result: null };
    this.#append({ start: interaction });
    this.#interactions.set(interaction.interactionId, interaction);
    return interaction.interactionId;
  }

  end(interactionId: string, result: InteractionResult, now: Date): void {
    const end = { interactionId, endedAt: now.toISOString(), result };
    this.#append({ end });
    this.#end(end);
  }

  all(): Interaction[] {
    return [...this.#interactions.values()];
  }

  running(): Interaction[] {
    return this.all().filter((interaction) => interaction.endedAt === null);
  }

  #append(line: Line): void {
    writeSync(this.#fd, `${JSON.stringify(line)}\n`);
  }

  #end(end: { interactionId: string; endedAt: string; result: InteractionResult }): void {
    const interaction = this.#interactions.get(end.interactionId);
    if (interaction === undefined) return;
    interaction.endedAt = end.endedAt;
    interaction.result = end.result;
  }
}
