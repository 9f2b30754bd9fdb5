import type { InteractionResult } from './journal.ts';
import { objectAt, textAt, type JsonObject } from './json.ts';
import { failure, readMessage } from './message.ts';
import { walletFor } from './payment-method.ts';
import { PersonShopper } from './person.ts';
import type { View } from './screen-view.ts';
import type { Plan, ScriptOutcome } from './script.ts';
import { ScriptedShopper, type Shopper, type ShopperEnd } from './shopper.ts';
import type { TerminalParts } from './terminal-parts.ts';

/** An answer that misses the platform's 120 s by a little. */
const LATE_MS = 125_000;
/** How long the platform gives a payment, where it has not said so. */
const PAYMENT_SECONDS = 120;
/** The part of that time for which the terminal waits for a person: the answer has to arrive as well. */
const PERSON_PART = 0.9;
/** What leaves nothing for a person to do, or is about the time itself. */
const WITHOUT_PERSON: readonly ScriptOutcome[] = ['cancel', 'busy', 'silent', 'late-answer'];

type Sale = Omit<Extract<View, { screen: 'scripted' }>, 'screen'>;

/** The shopper's part of one sale, and what it makes of the plan. */
export interface Play {
  readonly sale: Sale;
  readonly shopper: Shopper;
  /** There is something to see, so the terminal says Busy and Idle. */
  readonly isTimed: boolean;
  planAfter(end: ShopperEnd): Plan;
}

/** Who plays the shopper: the script where one was set for that, else a person, if one is there. */
export function play(
  terminal: TerminalParts,
  plan: Plan,
  asked: Sale & { readonly proposed: readonly string[] },
): Play {
  const { amount, currency, isStandAlone, proposed } = asked;
  const sale = { amount, currency, isStandAlone };
  const isPerson = plan.shopper === undefined ? terminal.screen.isWatched : plan.shopper === 'person';
  if (isPerson && !WITHOUT_PERSON.includes(plan.outcome)) {
    const seconds = terminal.link.welcome?.paymentTimeoutSeconds ?? PAYMENT_SECONDS * terminal.options.timeScale;
    const shopper = new PersonShopper(terminal.screen, sale, walletFor(proposed), seconds * 1000 * PERSON_PART);
    return { sale, shopper, isTimed: true, planAfter: (end) => planAfter(plan, end) };
  }
  const isLate = plan.outcome === 'late-answer';
  const delayMs = isLate && plan.delayMs === 0 ? LATE_MS * terminal.options.timeScale : plan.delayMs;
  if (delayMs > 0) terminal.screen.show({ screen: 'scripted', ...sale });
  const shopper = new ScriptedShopper({ ...plan, delayMs, isAbortable: !isLate });
  return { sale, shopper, isTimed: delayMs > 0, planAfter: () => plan };
}

function planAfter(plan: Plan, end: ShopperEnd): Plan {
  if (end.how === 'cancelled') return { ...plan, outcome: 'cancel', answer: failure('Cancel', end.why) };
  if (end.how === 'wrong-pin') {
    const answer = failure('WrongPIN', 'wrong PIN, no attempts left');
    return { ...plan, outcome: 'decline', answer, hostCode: '75' };
  }
  const isSwiped = end.how === 'paid' && end.card?.entryMode === 'MagneticStripe';
  return isSwiped ? { ...plan, isSignatureRequired: true } : plan;
}

/** What the display says at the end of a sale. */
export function resultView(
  sale: Sale,
  ended: { readonly result: InteractionResult; readonly message: JsonObject },
): Extract<View, { screen: 'result' }> {
  const body = readMessage(ended.message)?.body ?? {};
  const receipts = objectAt(body, 'PaymentResponse')['PaymentReceipt'];
  const [forShopper] = Array.isArray(receipts) ? (receipts as JsonObject[]) : [];
  const receipt = forShopper === undefined ? undefined : textAt(forShopper, 'OutputContent', 'MessageContent');
  const text = textAt(body, 'Response', 'AdditionalResponseInformation') ?? '';
  return { screen: 'result', ...sale, result: ended.result, text, receipt: receipt ?? null };
}
