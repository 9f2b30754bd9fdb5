/** The times of the device channel, all in milliseconds. */
export interface ChannelTimes {
  readonly helloMs: number;
  readonly pingMs: number;
  /** After the second ping without a pong. */
  readonly lastPongMs: number;
  readonly paymentMs: number;
  readonly presenceLifeMs: number;
  /** How long a revoked device may still deliver the result of a running exchange. */
  readonly revokedMs: number;
  /** Upper end of the wait that GoAway asks for. */
  readonly goAwayMs: number;
  /** How long a device that was sent away may take to be back, beside that wait. */
  readonly reconnectMs: number;
  /** How long commands that were addressed to connections which have just ended are still read, and refused. */
  readonly lingerMs: number;
  /** How often devices whose organisation is served elsewhere are sent there. */
  readonly homeMs: number;
}

/** @param scale factor on all of them; below 1 in fault tests only */
export const channelTimes = (scale: number): ChannelTimes => ({
  helloMs: 5_000 * scale,
  pingMs: 15_000 * scale,
  lastPongMs: 5_000 * scale,
  paymentMs: 120_000 * scale,
  presenceLifeMs: 45_000 * scale,
  revokedMs: 150_000 * scale,
  goAwayMs: 5_000 * scale,
  reconnectMs: Math.max(1, Math.round(5_000 * scale)),
  lingerMs: 2_000 * scale,
  homeMs: 30_000 * scale,
});
