import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { readCause } from '@ppaas/contracts';
import type { Cause } from '@ppaas/contracts';

/** What is said of each cause in the languages of the portal. */
export const CAUSE_TEXTS: Readonly<Record<Cause, (detail: string) => MessageDescriptor>> = {
  accepted: () => msg`accepted`,
  deviceReady: () => msg`the device is ready`,
  acknowledged: () => msg`acknowledged`,
  answered: () => msg`answered by the device`,
  toldByEnquiry: () => msg`told by the device when it was asked`,
  toldBySession: () => msg`told by the session service`,
  byPlatform: () => msg`by the platform itself`,
  abortedByPos: () => msg`aborted by the point of sale`,
  timeout: () => msg`it took too long`,
  spentByStatus: () => msg`the point of sale asked what became of it before it came`,
  resolved: (detail) => msg`said by ${{ detail }}`,
  noAcknowledgement: () => msg`the device has not acknowledged it`,
  noAnswer: () => msg`the device has not answered`,
  noAnswerInTime: () => msg`no answer in time`,
  notReady: () => msg`the device was not ready in time`,
  neverWritten: () => msg`never written: the device is on its way to its next connection`,
  unproven: () => msg`the connector cannot say whether it was written`,
  commandRefused: (detail) => msg`refused by the connector: ${{ detail }}`,
  reconnected: () => msg`the device reconnected`,
  disconnected: (detail) => msg`the device disconnected: ${{ detail }}`,
  noEnd: () => msg`the device does not come to an end`,
  journalBroken: () => msg`the journal of the device is not intact`,
  hardwareExchanged: () => msg`the hardware was exchanged`,
  notBack: () => msg`the device did not come back`,
  silentOnline: () => msg`the device is online and does not say what became of it`,
  offline: () => msg`the device is offline`,
  busyWithYours: (detail) => msg`the device is busy with exchange ${{ detail }} of this point of sale`,
  busyWithAnother: () => msg`the device is busy with another point of sale`,
  serviceLacking: (detail) => msg`the device does not support ${{ detail }}`,
  methodLacking: (detail) => msg`payment method ${{ detail }} is not available on this device`,
  noMethod: () => msg`no payment method is available on this device`,
  sameSale: (detail) => msg`the same sale was sent as exchange ${{ detail }}`,
  sessionHeld: (detail) => msg`session held by ${{ detail }}`,
  sessionNeeded: () => msg`this store demands a session: a Login comes first`,
  noSession: () => msg`not logged in: no session is open`,
  sessionOfAnother: () => msg`not logged in: another point of sale holds the session`,
  expired: () => msg`it came too late`,
  gone: () => msg`the connection was over`,
  superseded: () => msg`another connection of the device took its place`,
  revoked: () => msg`its certificate was revoked`,
  overloaded: () => msg`too much at once`,
  silent: () => msg`it fell silent`,
  restart: () => msg`the connector restarts`,
  moved: () => msg`it was sent to another cell`,
  connectorRestarted: () => msg`the connector restarted`,
  platformUnavailable: () => msg`the platform was not available`,
  tooManyFrames: () => msg`it sent too much`,
  closedByDevice: (detail) => msg`closed by the device (${{ detail }})`,
};

/** Before the words of a refusal stands the reason of the protocol, such as `Busy: `. */
const REASON = /^[A-Z][A-Za-z]*: /;

/** A cause in the language of the page; what is none of the platform's, such as the word of a device, as it is. */
export function causeText(words: string, translate: (text: MessageDescriptor) => string): string {
  const known = readCause(words) ?? readCause(words.replace(REASON, ''));
  if (known === undefined) return words;
  return translate(CAUSE_TEXTS[known.cause](known.detail && causeText(known.detail, translate)));
}
