import { z } from 'zod';
import type { Outcome } from './message.ts';
import { failure, SUCCESS } from './message.ts';

/** What a terminal can be told to do with payments (sandbox contract). */
export const scriptOutcome = z.enum([
  'approve',
  'decline',
  'partial',
  'cancel',
  'busy',
  'silent',
  'disconnect-before-answer',
  'disconnect-after-answer',
  'reboot',
  'reboot-without-journal',
  'duplicate-answer',
  'late-answer',
]);
export type ScriptOutcome = z.infer<typeof scriptOutcome>;

export const script = z.strictObject({
  outcome: scriptOutcome,
  /** The shopper's time; an abort in it wins. */
  delayMs: z.int().min(0).max(600_000).default(0),
  /** `false`: nothing is said between the acknowledgement and the answer, as many terminals do. */
  progress: z.boolean().default(true),
  /** `person`: whoever is at the terminal's page presents the card and the script only says what comes of it. */
  shopper: z.enum(['script', 'person']).default('script'),
  /** How many payments; without it, the standing script from now on. */
  times: z.int().min(1).max(1_000_000).optional(),
});
export type Script = z.infer<typeof script>;

/** What the terminal will do with one payment. */
export interface Plan {
  readonly outcome: ScriptOutcome;
  readonly delayMs: number;
  /** The answer to the POS where `outcome` leaves a choice. */
  readonly answer: Outcome;
  /** Code of the acquirer's host for a decline. */
  readonly hostCode?: string;
  readonly isSignatureRequired?: boolean;
  readonly pinAttempts?: number;
  /** No Progress is told. */
  readonly isQuiet?: boolean;
  /** Who presents the card; where no script was set: a person, if one is there. */
  readonly shopper?: Script['shopper'];
}

const declined = failure('Refusal', 'declined by issuer');

/** The answers that belong to the outcomes of a script. */
function planOf(outcome: ScriptOutcome, delayMs: number): Plan {
  switch (outcome) {
    case 'decline':
      return { outcome, delayMs, answer: declined, hostCode: '05' };
    case 'cancel':
      return { outcome, delayMs, answer: failure('Cancel', 'cancelled by the shopper') };
    case 'busy':
      return { outcome, delayMs: 0, answer: failure('Busy', 'the terminal is busy with other work') };
    default:
      return { outcome, delayMs, answer: SUCCESS };
  }
}

/** 20 s, the shopper who takes his time. */
const SLOW_MS = 20_000;

export interface AmountRule {
  /** Whole units of the amount; the cents do not matter. */
  readonly units: number;
  readonly means: string;
  readonly plan: Plan;
}

const rule = (units: number, means: string, outcome: ScriptOutcome, change: Partial<Plan> = {}): AmountRule => ({
  units,
  means,
  plan: { ...planOf(outcome, 0), ...change },
});

/** Amounts that decide when no script was set. Documented in docs/how-to/simulator.md, which a test compares. */
export const AMOUNT_RULES: readonly AmountRule[] = [
  rule(9001, 'declined by the issuer (host code 05)', 'decline'),
  rule(9002, 'wrong PIN once, then approved', 'approve', { pinAttempts: 2 }),
  rule(9003, 'wrong PIN three times: declined', 'decline', {
    answer: failure('WrongPIN', 'wrong PIN, no attempts left'),
    hostCode: '75',
    pinAttempts: 3,
  }),
  rule(9004, 'half of the amount authorised', 'partial'),
  rule(9005, 'cancelled by the shopper', 'cancel'),
  rule(9006, 'busy: nothing is started', 'busy'),
  rule(9007, 'approved after 20 s', 'approve', { delayMs: SLOW_MS }),
  rule(9008, 'silent: journalled, then never a word', 'silent'),
  rule(9009, 'connection lost before the answer', 'disconnect-before-answer'),
  rule(9010, 'connection lost after the answer', 'disconnect-after-answer'),
  rule(9011, 'reboots in the card flow, journal kept', 'reboot'),
  rule(9012, 'reboots in the card flow, journal lost', 'reboot-without-journal'),
  rule(9013, 'answers twice', 'duplicate-answer'),
  rule(9014, 'answers too late (after 125 s)', 'late-answer'),
  rule(9015, 'the card cannot be used here', 'decline', {
    answer: failure('InvalidCard', 'the card cannot be used here'),
    hostCode: '14',
  }),
  rule(9016, "the acquirer's host does not answer", 'decline', {
    answer: failure('UnreachableHost', "the acquirer's host does not answer"),
    hostCode: '91',
  }),
  rule(9017, 'approved, signature required', 'approve', { isSignatureRequired: true }),
  rule(9018, 'declined: insufficient funds (host code 51)', 'decline', {
    answer: failure('Refusal', 'insufficient funds'),
    hostCode: '51',
  }),
  rule(9019, 'the card reader is out of order', 'decline', {
    answer: failure('DeviceOut', 'the card reader is out of order'),
    hostCode: '06',
  }),
  rule(9020, 'the method is not allowed for this basket', 'decline', {
    answer: failure('PaymentRestriction', 'the method is not allowed for this basket'),
    hostCode: '57',
  }),
];

const RULE_BY_UNITS = new Map(AMOUNT_RULES.map((entry) => [entry.units, entry.plan]));

/** @param amount decimal string in major units, such as "9001.00". */
export function planByAmount(amount: string): Plan {
  const [units = '0'] = amount.split('.');
  return RULE_BY_UNITS.get(Number(units)) ?? planOf('approve', 0);
}

/** The scripts of one terminal: a standing one, and one that counts down in front of it. */
export class ScriptBook {
  #standing: Script | undefined;
  #counted: { script: Script; left: number } | undefined;

  set(entry: Script): void {
    if (entry.times === undefined) {
      this.#standing = entry;
      this.#counted = undefined;
    } else {
      this.#counted = { script: entry, left: entry.times };
    }
  }

  /** Without any script again. */
  clear(): void {
    this.#standing = undefined;
    this.#counted = undefined;
  }

  /** What the next payment will be told to do; null: the amount decides. */
  peek(): Script | null {
    if (this.#counted !== undefined) return { ...this.#counted.script, times: this.#counted.left };
    return this.#standing ?? null;
  }

  /** Takes the plan of the next payment; without any script the amount decides. */
  next(amount: string): Plan {
    const script = this.peek();
    if (script === null) return planByAmount(amount);
    if (this.#counted !== undefined) {
      this.#counted.left -= 1;
      if (this.#counted.left === 0) this.#counted = undefined;
    }
    const { outcome, delayMs, progress, shopper } = script;
    return { ...planOf(outcome, delayMs), isQuiet: !progress, shopper };
  }
}
