/** Every time of the recovery of an exchange, milliseconds. */
export interface ExchangeTimes {
  /** A command older than this is never written to a socket. */
  readonly commandLifeMs: number;
  /** No acknowledgement for so long counts as silence. */
  readonly ackMs: number;
  /** The platform asks the device to stop. */
  readonly abortMs: number;
  /** Still no answer: UNKNOWN. */
  readonly silenceMs: number;
  /** Device online and still no end: a person decides. */
  readonly attentionOnlineMs: number;
  /** Within this time every sale whose device is there has an end, or a person is called. */
  readonly promiseMs: number;
  /** A device that came back has so long to explain itself. */
  readonly reconcileMs: number;
  /** Device gone: a person decides. Not scaled down with the others in production. */
  readonly attentionOfflineMs: number;
  /** Delay after the first enquiry; doubles up to `enquiryMaxMs`. */
  readonly enquiryMs: number;
  readonly enquiryMaxMs: number;
  /** An accepted exchange waits so long for the device to be logged in again. */
  readonly acceptedMs: number;
  /** After so long no command of an exchange is under way any more: an enquiry of another cell cannot overtake it. */
  readonly adoptedMs: number;
  /** Longest hold of a synchronous call. */
  readonly holdMs: number;
  readonly sweepMs: number;
}

/** @param scale factor on all times; fault tests use 0.1 */
export function exchangeTimes(scale: number): ExchangeTimes {
  const seconds = (value: number): number => Math.round(value * 1000 * scale);
  return {
    commandLifeMs: seconds(15),
    ackMs: seconds(5),
    abortMs: seconds(130),
    silenceMs: seconds(140),
    attentionOnlineMs: seconds(170),
    promiseMs: seconds(180),
    reconcileMs: seconds(25),
    attentionOfflineMs: seconds(24 * 3600),
    enquiryMs: seconds(5),
    enquiryMaxMs: seconds(60),
    acceptedMs: seconds(10),
    adoptedMs: seconds(60),
    holdMs: seconds(145),
    sweepMs: Math.max(100, seconds(0.5)),
  };
}
