import { MAX_FRAME_BYTES, type Welcome } from '@ppaas/contracts';
import type { ChannelTimes } from './channel-times.ts';

/** The platform's answer to Hello. */
export const welcomeFrame = (
  who: { readonly deviceId: string; readonly epoch: number },
  times: ChannelTimes,
  now: Date,
): { readonly Welcome: Welcome } => ({
  Welcome: {
    deviceId: who.deviceId,
    epoch: who.epoch,
    time: now.toISOString(),
    pingSeconds: times.pingMs / 1_000,
    paymentTimeoutSeconds: times.paymentMs / 1_000,
    maxFrameBytes: MAX_FRAME_BYTES,
  },
});
