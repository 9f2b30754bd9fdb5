import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Hop, Lane, Outlook } from '@ppaas/contracts';

export const LANES: readonly { readonly lane: Lane; readonly text: MessageDescriptor }[] = [
  { lane: 'POS', text: msg`Point of sale` },
  { lane: 'PLATFORM', text: msg`Platform` },
  { lane: 'CONNECTOR', text: msg`Connector` },
  { lane: 'DEVICE', text: msg`Device` },
];

export const HOP_TEXTS: Readonly<Record<Hop, MessageDescriptor>> = {
  ACCEPTED: msg`Accepted and stored`,
  REFUSED: msg`Refused`,
  DISPATCHED: msg`Sent on its way`,
  DELIVERED: msg`Written to the device`,
  COMMAND_REFUSED: msg`Could not be delivered`,
  ACKNOWLEDGED: msg`Has it, in its journal`,
  DISPLAYED: msg`Shows the amount`,
  CARD_PRESENTED: msg`Card presented`,
  PIN_ENTRY: msg`Asks for the PIN`,
  AUTHORISING: msg`Asks the acquirer`,
  ANSWERED: msg`Answers`,
  LATE_ANSWER: msg`Answers again, after the end`,
  CONTRADICTED: msg`The late answer says something else`,
  REPEATED: msg`Sends the same request again`,
  STATUS_ASKED: msg`Asks what became of it`,
  ABORT_ASKED: msg`Asks to abort`,
  ABORT_SENT: msg`Asks the device to abort`,
  ENQUIRED: msg`Asks the device what became of it`,
  ENQUIRY_ANSWERED: msg`Says what became of it`,
  DEVICE_LOST: msg`Connection to the device lost`,
  DEVICE_BACK: msg`Device connected again`,
  UNKNOWN: msg`The outcome is not known`,
  NEEDS_ATTENTION: msg`A person is called`,
  RESOLVED: msg`A person says what became of it`,
  DONE: msg`Outcome stored`,
  TOLD: msg`Gets the outcome`,
  TOLD_RUNNING: msg`Is told that it is still running`,
  HUNG_UP: msg`Hung up before there was an answer`,
};

/** Steps that a sale without trouble does not have. */
const TROUBLE: ReadonlySet<Hop> = new Set([
  ...(['REFUSED', 'COMMAND_REFUSED', 'LATE_ANSWER', 'CONTRADICTED', 'REPEATED', 'ABORT_ASKED', 'ABORT_SENT'] as const),
  ...(['ENQUIRED', 'DEVICE_LOST', 'UNKNOWN', 'NEEDS_ATTENTION', 'HUNG_UP'] as const),
]);
export const isTrouble = (hop: Hop): boolean => TROUBLE.has(hop);

export const NEXT_TEXTS: Readonly<Record<NonNullable<Outlook['next']>['action'], MessageDescriptor>> = {
  DISPATCH: msg`the request goes to the device`,
  GIVE_UP: msg`the sale ends as not started, and no card is charged`,
  ABORT: msg`the device is asked to abort`,
  DECLARE_UNKNOWN: msg`the outcome counts as unknown, and the device is asked for it`,
  ENQUIRE: msg`the device is asked again what became of it`,
  CALL_PERSON: msg`a person is called`,
};

export const MAY_TEXTS: Readonly<Record<Outlook['may'][number], MessageDescriptor>> = {
  WAIT: msg`Wait: the platform goes on by itself.`,
  ABORT_AT_POS: msg`Abort it at the point of sale, while the card has not been used.`,
  RECONNECT_DEVICE: msg`Bring the device back: switch it on and see to its network. It then says by itself what became of the sale.`,
  RESOLVE: msg`Find out what became of it, from the receipt and the totals of the device or from the acquirer, and say so here.`,
};
