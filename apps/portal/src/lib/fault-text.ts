import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Fault, FaultCode } from '@ppaas/contracts';

export const GUESSABLE = msg`That password is easily guessed: common words, or what you or the organisation are called. Choose another.`;

/** What the portal says of a member of a request that is not acceptable. */
const FAULT_TEXTS: Readonly<Record<FaultCode, (limit: number) => MessageDescriptor>> = {
  format: () => msg`Not in the form that it has to have`,
  tooShort: (limit) => (limit > 1 ? msg`Too short: at least ${{ limit }}` : msg`Required`),
  tooLong: (limit) => msg`Too long: at most ${{ limit }}`,
  tooSmall: (limit) => msg`Too low: at least ${{ limit }}`,
  tooLarge: (limit) => msg`Too high: at most ${{ limit }}`,
  choice: () => msg`None of those that there are`,
  unknownMember: () => msg`The page is out of date: load it again.`,
  taken: () => msg`Another one has it already`,
  wrong: () => msg`Not right`,
  guessable: () => GUESSABLE,
  needed: () => msg`The role needs it`,
  unwanted: () => msg`Does not go with the role`,
};

/** In the language of the page; where its code is none that is known here, as the server says it. */
export function faultText({ code, detail, limit = 0 }: Fault, translate: (text: MessageDescriptor) => string): string {
  const text = (FAULT_TEXTS as Partial<typeof FAULT_TEXTS>)[code];
  return text === undefined ? detail : translate(text(limit));
}
