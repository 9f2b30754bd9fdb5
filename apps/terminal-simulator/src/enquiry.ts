import { objectAt, textAt, type JsonObject } from './json.ts';
import { answerTo, failure, readMessage, responseOf, SUCCESS, type Message, type Outcome } from './message.ts';

/** What the journal knows of the exchange that is asked about. */
export type Known =
  | { readonly state: 'answered'; readonly message: JsonObject }
  | { readonly state: 'accepted' }
  | { readonly state: 'spent' };

/** The exchange that an enquiry or an abort is about. */
export const targetOf = (message: Message): string | undefined =>
  textAt(message.body, 'MessageStatusRequestData', 'ExchangeIdentification') ??
  textAt(message.body, 'SystemAbort', 'ExchangeIdentification');

/** Blocks of an answer that casp.015 can repeat (MessageStatusResponseData5). */
const REPEATED = [
  'PaymentResponse',
  'ReversalResponse',
  'LoyaltyResponse',
  'StoredValueResponse',
  'CardAcquisitionResponse',
] as const;

/** casp.015: what became of an exchange. An exchange that was never accepted is NotFound, whatever came after. */
export function enquiryAnswer(request: Message, known: Known | undefined, now: Date): JsonObject {
  const asked = objectAt(request.body, 'MessageStatusRequestData');
  const data = (outcome: Outcome | JsonObject, repeated: JsonObject = {}): JsonObject => ({
    MessageStatusResponseData: {
      ExchangeIdentification: asked['ExchangeIdentification'],
      InitiatingParty: asked['InitiatingParty'],
      TransactionResponse: 'response' in outcome ? responseOf(outcome as Outcome) : outcome,
      ...repeated,
    },
  });
  if (known === undefined || known.state === 'spent') {
    const notFound = failure('NotFound', 'this exchange was never accepted here and never will be');
    return answerTo(request, notFound, now, { body: data(notFound) });
  }
  if (known.state === 'accepted') {
    const running = failure('InProgress', 'the exchange is running');
    return answerTo(request, running, now, { body: data(running) });
  }
  const answer = readMessage(known.message);
  const body = answer?.body ?? {};
  const repeated: JsonObject = {};
  for (const block of REPEATED) if (body[block] !== undefined) repeated[`Repeated${block}`] = body[block];
  return answerTo(request, SUCCESS, now, {
    environment: objectAt(body, 'Environment'),
    context: objectAt(body, 'Context'),
    body: data(objectAt(body, 'Response'), repeated),
  });
}
