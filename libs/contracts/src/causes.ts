/**
 * Why an exchange is in its state, as it is kept with it and told by the API; `*` is where a detail stands. What is kept stays
 * for years: words that are no longer written are kept readable here.
 */
export const CAUSES = {
  accepted: 'accepted',
  deviceReady: 'the device is ready',
  acknowledged: 'acknowledged',
  answered: 'answered by the device',
  toldByEnquiry: 'told by an enquiry',
  toldBySession: 'told by the session service',
  byPlatform: 'by the platform',
  abortedByPos: 'aborted by the point of sale',
  timeout: 'timeout',
  spentByStatus: 'spent by a status request',
  resolved: 'resolved by *',
  noAcknowledgement: 'no acknowledgement',
  noAnswer: 'no answer',
  noAnswerInTime: 'no answer in time',
  notReady: 'the device was not ready in time',
  neverWritten: 'never written: the device is on its way to its next connection',
  unproven: 'the connector cannot say whether it was written',
  commandRefused: 'refused by the connector: *',
  reconnected: 'the device reconnected',
  disconnected: 'the device disconnected: *',
  // why a person is called
  noEnd: 'the device does not come to an end',
  journalBroken: 'the journal of the device is not intact',
  hardwareExchanged: 'the hardware was exchanged',
  notBack: 'the device did not come back',
  silentOnline: 'the device is online and does not say what became of it',
  // why one is refused as it comes, after the reason of the protocol
  offline: 'the device is offline',
  busyWithYours: 'the device is busy with your exchange *',
  busyWithAnother: 'the device is busy with another point of sale',
  serviceLacking: 'the device does not support *',
  methodLacking: 'payment method * is not available on this device',
  noMethod: 'no payment method is available on this device',
  sameSale: 'the same sale was sent as exchange *',
  sessionHeld: 'session held by *',
  sessionNeeded: 'this store demands a session: send a Login first',
  noSession: 'not logged in: no session is open',
  sessionOfAnother: 'not logged in: another point of sale holds the session',
  // how a connection or a command ended
  expired: 'expired',
  gone: 'disconnected',
  superseded: 'superseded',
  revoked: 'revoked',
  overloaded: 'overloaded',
  silent: 'silent',
  restart: 'restart',
  moved: 'moved',
  connectorRestarted: 'the connector restarted',
  platformUnavailable: 'platform unavailable',
  tooManyFrames: 'too many frames',
  closedByDevice: 'closed by the device (*)',
} as const;

export type Cause = keyof typeof CAUSES;
type WithDetail = { [Code in Cause]: (typeof CAUSES)[Code] extends `${string}*${string}` ? Code : never }[Cause];

/** The words of a cause that carries a detail. */
export const causeWith = (cause: WithDetail, detail: string): string => {
  const [before = '', after = ''] = CAUSES[cause].split('*');
  return before + detail + after;
};

const entries = Object.entries(CAUSES) as [Cause, string][];
const whole = new Map(entries.map(([cause, words]) => [words, cause]));
const parts = entries.flatMap(([cause, words]) => {
  const [before = '', after] = words.split('*');
  return after === undefined ? [] : [{ cause, before, after }];
});

/** Which cause words are, and their detail ('' where it carries none); undefined: none of ours, such as what a device said. */
export function readCause(words: string): { readonly cause: Cause; readonly detail: string } | undefined {
  const cause = whole.get(words);
  if (cause !== undefined) return { cause, detail: '' };
  const found = parts.find(({ before, after }) => words.startsWith(before) && words.endsWith(after));
  return found && { cause: found.cause, detail: words.slice(found.before.length, words.length - found.after.length) };
}
