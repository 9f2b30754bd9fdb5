import { randomBytes } from 'node:crypto';
import { base32 } from '@ppaas/contracts';

const COUNT = 10;

/** Ten codes of 50 bits, each in two groups that can be read out: for whoever has lost the authenticator. */
export function newRecoveryCodes(random: (size: number) => Buffer = randomBytes): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = base32(random(7)).slice(0, 10);
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });
}

/** As it is compared: people leave out the hyphen and write small letters. */
export const normalRecoveryCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');
