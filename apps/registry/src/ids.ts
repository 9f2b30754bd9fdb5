import { randomBytes } from 'node:crypto';
import { base32 } from '@ppaas/contracts';

const letters = (count: number, random: Buffer): string => base32(random).toLowerCase().slice(0, count);

/** An id for a device that was given none: 24 characters, so that it fits into a nexo identification (35). */
export const newDeviceId = (random: Buffer = randomBytes(13)): string => `dev_${letters(20, random)}`;

/** OAuth client id of a POS; safe in a URL and in HTTP Basic. */
export const newApplicationId = (random: Buffer = randomBytes(17)): string => `app_${letters(26, random)}`;
