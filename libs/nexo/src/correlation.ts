import type { NexoMessage } from './generated/types.ts';
import { bodyOf, headerOf, infoOf, rootOf } from './message.ts';
import { servicesOf } from './service-content.ts';

/** What an exchange is known by on both sides: who began it, with whom, under which id (protocol 2.3). */
export function correlationKey(message: NexoMessage): string {
  const { InitiatingParty, RecipientParty, ExchangeIdentification } = headerOf(message);
  return JSON.stringify([
    InitiatingParty.Identification,
    RecipientParty?.Identification ?? null,
    ExchangeIdentification,
  ]);
}

/** Whether the one is the paired answer of the other: same exchange, answer root, answer ServiceContent. A rejection is no answer. */
export function isAnswerTo(request: NexoMessage, answer: NexoMessage): boolean {
  const root = rootOf(request);
  if (infoOf(root).answerRoot !== rootOf(answer) || correlationKey(request) !== correlationKey(answer)) return false;
  const paired = servicesOf(root)?.byContent.get(bodyOf(request)['ServiceContent'] as string)?.answerServiceContent;
  return paired === bodyOf(answer)['ServiceContent'];
}
