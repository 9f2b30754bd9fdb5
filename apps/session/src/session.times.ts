/** The times of this service, milliseconds. */
export class SessionTimes {
  /** Life of a session since it was used last. */
  readonly lifeMs: number;
  /** From its acknowledgement to its end a sale takes less, or is UNKNOWN and waits for its device. */
  readonly saleMs: number;
  /** A session ends so long after its expiry: by then a sale that was accepted before is acknowledged. */
  readonly graceMs: number;
  /** A call that has no answer by then ends in UnreachableHost: with what HTTP takes, within 20 s. */
  readonly answerMs: number;
  /** A call waits so long for an exchange of the platform's own on the same device. */
  readonly ownMs: number;
  readonly sweepMs: number;
  /** The live sessions in Redis are written again, in case it has forgotten them. */
  readonly rewriteMs: number;

  /** @param scale factor on all times; fault tests use 0.1 */
  constructor(
    readonly scale: number,
    lifeSeconds: number,
  ) {
    const seconds = (value: number): number => Math.round(value * 1000 * scale);
    this.lifeMs = seconds(lifeSeconds);
    this.saleMs = seconds(180);
    this.graceMs = seconds(6);
    this.answerMs = seconds(18);
    this.ownMs = seconds(2);
    this.sweepMs = Math.max(50, seconds(0.5));
    this.rewriteMs = Math.max(1_000, seconds(15));
  }
}
