import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { ErrorCode } from '@ppaas/contracts';
import { ProblemError } from './problem.ts';

/** What the portal says, in its languages, of the errors that its people meet. */
const TEXTS: Partial<Record<ErrorCode, MessageDescriptor>> = {
  'request.invalid': msg`Something in the form is not acceptable.`,
  'request.tooMany': msg`Too many tries. Wait a moment, then try again.`,
  'request.foreign': msg`The page is out of date: load it again.`,
  'signIn.failed': msg`Organisation, e-mail, password or code is not right.`,
  'password.guessable': msg`That password is easily guessed: common words, or what you or the organisation are called. Choose another.`,
  'signIn.ended': msg`You are signed out.`,
  'role.missing': msg`Your role does not allow this.`,
  'link.invalid': msg`The link is not valid any more: it was used, or is older than 24 hours.`,
  'key.notKept': msg`Your organisation shows a Key once. Make a new one instead.`,
  'entity.unknown': msg`It is not there, or not within your reach.`,
  'exchange.unknown': msg`It is not there: it is not within your reach, or older than what is kept.`,
  'entity.changed': msg`Somebody else has changed it meanwhile: load it again.`,
  'entity.inUse': msg`Something still depends on it.`,
  'platform.unavailable': msg`The platform cannot do this now. Nothing was done: try again in a moment.`,
  'platform.fault': msg`A fault of the platform.`,
};

/** In the language of the page where it has words for it, else as the server says it. */
export function problemText(error: Error, translate: (text: MessageDescriptor) => string): string {
  if (!(error instanceof ProblemError)) return translate(msg`The platform cannot be reached.`);
  const text = TEXTS[error.code as ErrorCode];
  return text === undefined ? error.message : translate(text);
}
