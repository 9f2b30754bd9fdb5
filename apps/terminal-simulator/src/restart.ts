import { answerTo, failure, readMessage } from './message.ts';
import type { TerminalParts } from './terminal-parts.ts';

/** After a power loss: what was accepted and never answered failed, and is answered so. Nothing is started again. */
export async function endInterrupted(terminal: TerminalParts): Promise<void> {
  const { journal, interactions, options } = terminal;
  const cutOff = journal.state.unanswered();
  await failExchanges(terminal, cutOff, 'the power failed during the card flow; nothing was charged');
  for (const { interactionId, exchangeIdentification } of interactions.running()) {
    const isAnswered = journal.state.exchanges.get(exchangeIdentification ?? '')?.state === 'answered';
    const wasCutOff = !isAnswered || cutOff.includes(exchangeIdentification ?? '');
    const settled = [...journal.state.settled()].find((one) => one.exchangeId === exchangeIdentification);
    interactions.end(interactionId, wasCutOff ? 'INTERRUPTED' : (settled?.result ?? 'CANCELLED'), options.now());
  }
}

/** Ends exchanges that will have no card flow any more: Failure / DeviceOut, journalled, told. */
export async function failExchanges(
  terminal: TerminalParts,
  exchangeIds: readonly string[],
  why: string,
): Promise<void> {
  const { journal, link, options } = terminal;
  for (const exchangeId of exchangeIds) {
    const record = journal.state.exchanges.get(exchangeId);
    const entry = record === undefined ? undefined : journal.read(record.position);
    const request = entry?.type === 'accepted' ? readMessage(entry.request) : undefined;
    if (request === undefined) continue;
    const message = answerTo(request, failure('DeviceOut', why), options.now());
    await journal.append({ type: 'answered', exchangeId, message });
    link.send(message);
  }
}
