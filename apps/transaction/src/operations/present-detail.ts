import { CAUSES, transactionDetail } from '@ppaas/contracts';
import type { Outlook, ShownMessage, TransactionDetail } from '@ppaas/contracts';
import type { NexoMessage } from '@ppaas/nexo';
import { factsOfAnswer, presentLine } from './present-line.ts';
import type { LineFacts } from './present-line.ts';
import { shown } from './messages.ts';
import { durationsOf, timelineOf } from './timeline.ts';
import type { Happened } from './timeline.ts';

/** An exchange with all that is known of it. Messages are canonical JSON texts. */
export interface DetailFacts extends LineFacts, Happened {
  readonly request: string | null;
  readonly contradictions: readonly {
    readonly at: Date;
    readonly said: { readonly state: string; readonly answer: string };
  }[];
  readonly vocabulary: TransactionDetail['vocabulary'];
  readonly session_id: string | null;
  readonly traceparent: string | null;
  readonly attention_reason: string | null;
  readonly is_dispatched: boolean;
  readonly resolution:
    | (Omit<NonNullable<TransactionDetail['resolution']>, 'at'> & { readonly resolved_at: Date })
    | null;
}

/** The POS's request as it went down to the device, and the answer as it came back from it. */
export interface OnChannel {
  request(message: NexoMessage): NexoMessage;
  answer(message: NexoMessage): NexoMessage;
}

const NOTHING_MORE = {
  vocabulary: null,
  sessionId: null,
  traceparent: null,
  durations: { totalMs: null, shopperMs: null, hostMs: null },
  outlook: null,
  attentionReason: null,
  resolution: null,
  messages: [],
  timeline: [],
} as const;

export function presentDetail(facts: DetailFacts, channel: OnChannel, outlook: Outlook | null): TransactionDetail {
  const card = factsOfAnswer(facts);
  const timeline = timelineOf(facts);
  const { resolution } = facts;
  return transactionDetail.parse({
    ...presentLine(facts, card),
    ...card,
    authorisedAmount: presentLine(facts, card).authorisedAmount,
    vocabulary: facts.vocabulary,
    sessionId: facts.session_id,
    traceparent: facts.traceparent,
    durations: durationsOf(timeline),
    outlook,
    attentionReason: facts.attention_reason,
    resolution: resolution && { ...resolution, at: resolution.resolved_at.toISOString() },
    messages: messagesOf(facts, channel),
    timeline,
  });
}

/** What the device itself said, as against what the platform answers in its place. */
const DEVICES_WORDS: readonly string[] = [CAUSES.answered, CAUSES.toldByEnquiry];

const FROM_POS = { from: 'POS', to: 'PLATFORM' } as const;
const TO_POS = { from: 'PLATFORM', to: 'POS' } as const;
const FROM_DEVICE = { from: 'DEVICE', to: 'PLATFORM' } as const;
const TO_DEVICE = { from: 'PLATFORM', to: 'DEVICE' } as const;

function messagesOf(facts: DetailFacts, channel: OnChannel): ShownMessage[] {
  const { request, answer, at, completed_at: completedAt, history, vocabulary } = facts;
  const messages: ShownMessage[] = [];
  if (request !== null) {
    const asked = JSON.parse(request) as NexoMessage;
    messages.push(shown({ ...FROM_POS, name: 'request', at }, asked, vocabulary));
    if (facts.is_dispatched) messages.push(shown({ ...TO_DEVICE, name: 'deviceRequest', at }, channel.request(asked)));
  }
  if (answer !== null) {
    const answered = JSON.parse(answer) as NexoMessage;
    const isDevices = history.some(({ cause }) => DEVICES_WORDS.includes(cause));
    if (isDevices)
      messages.push(shown({ ...FROM_DEVICE, name: 'deviceAnswer', at: completedAt }, channel.answer(answered)));
    messages.push(shown({ ...TO_POS, name: 'answer', at: completedAt }, answered, vocabulary));
  }
  for (const [index, { at: saidAt, said }] of facts.contradictions.entries()) {
    const late = JSON.parse(said.answer) as NexoMessage;
    messages.push(shown({ ...FROM_DEVICE, name: `lateAnswer-${index + 1}`, at: saidAt }, late));
  }
  return messages;
}

/** A sale that a device ran on its own: there is only what it reported. */
export function presentStandAlone(facts: LineFacts): TransactionDetail {
  const card = factsOfAnswer(facts);
  const line = presentLine(facts, card);
  const report = facts.answer === null ? undefined : (JSON.parse(facts.answer) as NexoMessage);
  const envelope = { ...FROM_DEVICE, name: 'deviceAnswer', at: facts.completed_at };
  const messages = report === undefined ? [] : [shown(envelope, report)];
  return transactionDetail.parse({ ...NOTHING_MORE, ...card, ...line, messages });
}

/** A call of the session service, as far as it told of it. */
export function presentSession(facts: LineFacts): TransactionDetail {
  const detail = presentStandAlone(facts);
  const { completed_at: completedAt, state } = facts;
  const history = [
    { at: facts.at, state: 'ACCEPTED', cause: CAUSES.accepted },
    ...(completedAt === null ? [] : [{ at: completedAt, state, cause: CAUSES.toldBySession }]),
  ];
  const timeline = timelineOf({ history, seen: [], contradictions: [] });
  const messages = detail.messages.map((message) => ({ ...message, ...TO_POS, name: 'answer' }));
  return transactionDetail.parse({ ...detail, messages, timeline, durations: durationsOf(timeline) });
}
