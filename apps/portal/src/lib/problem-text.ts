import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { ErrorCode } from '@ppaas/contracts';
import { GUESSABLE } from './fault-text.ts';
import { ProblemError } from './problem.ts';

/** What only tills, devices and other programs meet. */
type OfPrograms =
  | ('scope.missing' | 'organisation.notSubscribed' | 'device.unknown')
  | ('activation.invalid' | 'csr.invalid' | 'certificate.required' | 'renewal.tooEarly');

const OUT_OF_DATE = msg`The page is out of date: load it again.`;
const SIGNED_OUT = msg`You are signed out.`;

/** What the portal says, in its languages, of the errors that its people meet. */
export const PROBLEM_TEXTS: Readonly<Record<Exclude<ErrorCode, OfPrograms>, MessageDescriptor>> = {
  'request.malformed': OUT_OF_DATE,
  'request.invalid': msg`Something in it is not acceptable.`,
  'request.tooLarge': msg`That is too much at once.`,
  'request.mediaType': OUT_OF_DATE,
  'request.keyReused': msg`Something else was sent in its place before: load the page again, and look at what is there.`,
  'request.tooMany': msg`Too many tries. Wait a moment, then try again.`,
  'request.foreign': OUT_OF_DATE,
  'token.missing': SIGNED_OUT,
  'token.invalid': SIGNED_OUT,
  'token.revoked': SIGNED_OUT,
  'signIn.failed': msg`Organisation, e-mail, password or code is not right.`,
  'signIn.ended': SIGNED_OUT,
  'signIn.notFresh': msg`Show again who you are: the second factor, or the password where there is none.`,
  'role.missing': msg`Your role does not allow this.`,
  'password.guessable': GUESSABLE,
  'invitation.taken': msg`The person has taken the invitation, and has a password by now.`,
  'link.invalid': msg`The link is not valid any more: it was used, or is older than 24 hours.`,
  'key.notKept': msg`Your organisation shows a Key once. Make a new one instead.`,
  'exchange.unknown': msg`It is not there: it is not within your reach, or older than what is kept.`,
  'exchange.settled': msg`It is settled already: the device or another person has said what became of it.`,
  'entity.unknown': msg`It is not there, or not within your reach.`,
  'entity.conflict': msg`It is in the way of another that is there already.`,
  'entity.changed': msg`Somebody else has changed it meanwhile: load it again.`,
  'entity.inUse': msg`Something still depends on it.`,
  'route.unknown': OUT_OF_DATE,
  'platform.unavailable': msg`The platform cannot do this now. Nothing was done: try again in a moment.`,
  'platform.fault': msg`A fault of the platform.`,
};

/** In the language of the page where it has words for it, else as the server says it. */
export function problemText(error: Error, translate: (text: MessageDescriptor) => string): string {
  if (!(error instanceof ProblemError)) return translate(msg`The platform cannot be reached.`);
  const text = (PROBLEM_TEXTS as Partial<Record<string, MessageDescriptor>>)[error.code ?? ''];
  return text === undefined ? error.message : translate(text);
}
