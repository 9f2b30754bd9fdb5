import * as api from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import type { Operation } from './operation.ts';

const V1 = '/auth/v1';
const body: readonly ErrorCode[] = ['request.malformed', 'request.invalid'];
const door: readonly ErrorCode[] = [...body, 'request.foreign', 'request.tooMany', 'platform.unavailable'];
const own: readonly ErrorCode[] = ['signIn.ended', 'request.foreign', 'platform.unavailable'];
const admin: readonly ErrorCode[] = [...own, 'token.missing', 'token.invalid', 'role.missing'];
const user: readonly ErrorCode[] = [...admin, 'entity.unknown'];

const PASSWORD = 'correct horse battery staple';
const account = { tag: 'Portal', access: 'signIn' } as const;
const open = { tag: 'Portal', access: 'none' } as const;
const administered = { tag: 'People', access: 'registry' } as const;
const step = { 200: { description: 'What comes next', body: { schema: api.signInStep } } } as const;

/** How people sign in to the portal, and what they do with their own account. */
const SIGN_IN: readonly Operation[] = [
  {
    ...open,
    id: 'signIn',
    method: 'POST',
    path: `${V1}/sign-in`,
    summary: 'Sign in with organisation, e-mail and password',
    description:
      'Sets the cookie `__Host-sid`. With SECOND_FACTOR it opens nothing yet. From pages of the same origin only; whoever ' +
      'fails is told nothing of why, and waits longer each time.',
    request: {
      schema: api.signInRequest,
      example: { organisation: 'acme', email: 'ann@shop.example', password: PASSWORD },
    },
    answers: step,
    errors: [...door, 'signIn.failed'],
  },
  {
    ...open,
    id: 'showSecondFactor',
    method: 'POST',
    path: `${V1}/sign-in/second-factor`,
    summary: 'Complete a sign-in with the second factor',
    request: { schema: api.secondFactorRequest, example: { code: '123456' } },
    answers: step,
    errors: [...door, 'signIn.failed', 'signIn.ended'],
  },
  {
    ...account,
    id: 'whoIsSignedIn',
    method: 'GET',
    path: `${V1}/sign-in`,
    summary: 'Who is signed in',
    description:
      'Changes carry `csrfToken` in the header `X-CSRF-Token`. With `X-Passive: true` a call does not keep the sign-in ' +
      'alive; without use it ends after 30 minutes, in any case after 12 hours.',
    answers: { 200: { description: 'The person', body: { schema: api.signedIn } } },
    errors: ['signIn.ended', 'platform.unavailable'],
  },
  {
    ...account,
    id: 'proveAgain',
    method: 'POST',
    path: `${V1}/sign-in/step-up`,
    summary: 'Show the second factor again, or the password where there is none',
    description: 'For five minutes it opens what asks for it, such as showing a Key. The cookie changes.',
    request: { schema: api.stepUpRequest, example: { code: '123456' } },
    answers: step,
    errors: [...own, ...body, 'signIn.failed', 'request.tooMany'],
  },
  {
    ...account,
    id: 'signOut',
    method: 'DELETE',
    path: `${V1}/sign-in`,
    summary: 'Sign out',
    answers: { 204: { description: 'Signed out' } },
    errors: own,
  },
  {
    ...account,
    id: 'listSignIns',
    method: 'GET',
    path: `${V1}/sign-ins`,
    summary: 'Where one is signed in',
    answers: { 200: { description: 'The places', body: { schema: api.signInPlaces } } },
    errors: own,
  },
  {
    ...account,
    id: 'endSignIn',
    method: 'DELETE',
    path: `${V1}/sign-ins/{signInId}`,
    summary: 'Sign out at another place',
    answers: { 204: { description: 'Ended' } },
    errors: [...own, 'entity.unknown'],
  },
];

const ACCOUNT: readonly Operation[] = [
  {
    ...account,
    id: 'changePassword',
    method: 'PUT',
    path: `${V1}/account/password`,
    summary: 'Change the own password',
    description: 'Ends the sign-ins at other places.',
    request: { schema: api.changePassword, example: { password: PASSWORD, newPassword: 'another long password' } },
    answers: { 204: { description: 'Changed' } },
    errors: [...own, ...body, 'signIn.failed', 'password.guessable', 'request.tooMany'],
  },
  {
    ...account,
    id: 'proposeSecondFactor',
    method: 'POST',
    path: `${V1}/account/second-factor`,
    summary: 'Begin to add an authenticator (RFC 6238)',
    description: 'It counts once a code of it was confirmed. Needs a fresh proof.',
    answers: { 201: { description: 'What the QR code says', body: { schema: api.newSecondFactor } } },
    errors: [...own, 'signIn.notFresh'],
  },
  {
    ...account,
    id: 'confirmSecondFactor',
    method: 'POST',
    path: `${V1}/account/second-factor/confirmation`,
    summary: 'Add the authenticator by a code that it shows',
    request: { schema: api.confirmSecondFactor, example: { code: '123456' } },
    answers: { 200: { description: 'Recovery codes, shown once', body: { schema: api.recoveryCodes } } },
    errors: [...own, ...body, 'signIn.notFresh'],
  },
  {
    ...account,
    id: 'removeSecondFactor',
    method: 'DELETE',
    path: `${V1}/account/second-factor`,
    summary: 'Remove the authenticator and the recovery codes',
    answers: { 204: { description: 'Removed' } },
    errors: [...own, 'signIn.notFresh'],
  },
  {
    ...account,
    id: 'newRecoveryCodes',
    method: 'POST',
    path: `${V1}/account/recovery-codes`,
    summary: 'Make new recovery codes; the former are void',
    answers: { 200: { description: 'Recovery codes, shown once', body: { schema: api.recoveryCodes } } },
    errors: [...own, 'signIn.notFresh'],
  },
];

const LINKS: readonly Operation[] = [
  {
    ...open,
    id: 'requestPasswordReset',
    method: 'POST',
    path: `${V1}/password-resets`,
    summary: 'Have a link to a new password mailed',
    request: { schema: api.requestReset, example: { organisation: 'acme', email: 'ann@shop.example' } },
    answers: { 202: { description: 'The same whether there is such a person or not' } },
    errors: door,
  },
  {
    ...open,
    id: 'askLink',
    method: 'POST',
    path: `${V1}/links/question`,
    summary: 'What a mailed link is for',
    request: { schema: api.linkQuestion, example: { token: '{token}' } },
    answers: { 200: { description: 'Purpose and person', body: { schema: api.link } } },
    errors: [...door, 'link.invalid'],
  },
  {
    ...open,
    id: 'useLink',
    method: 'POST',
    path: `${V1}/links/use`,
    summary: 'Choose a password with a mailed link',
    description: 'Good for 24 hours and one use. Ends all sign-ins of the person.',
    request: { schema: api.useLink, example: { token: '{token}', newPassword: PASSWORD } },
    answers: { 204: { description: 'The password is set' } },
    errors: [...door, 'link.invalid', 'password.guessable'],
  },
  {
    ...open,
    id: 'readMailbox',
    method: 'GET',
    path: `${V1}/mailbox`,
    summary: 'Mail that a sandbox does not send',
    answers: { 200: { description: 'The latest', body: { schema: api.sandboxMails } } },
  },
];

const USERS: readonly Operation[] = [
  {
    ...administered,
    id: 'listUsers',
    method: 'GET',
    path: `${V1}/users`,
    summary: 'List people of one’s scope',
    query: api.userQuery,
    answers: { 200: { description: 'A page', body: { schema: api.pageOf(api.portalUser) } } },
    errors: [...admin, 'request.invalid'],
  },
  {
    ...administered,
    id: 'inviteUser',
    method: 'POST',
    path: `${V1}/users`,
    summary: 'Invite a person',
    description: 'A link to choose a password is mailed. Within the own scope and of the own role at most.',
    request: {
      schema: api.inviteUser,
      example: { organisationId: null, email: 'ann@shop.example', name: 'Ann Example', role: 'platform-admin' },
    },
    answers: { 201: { description: 'Invited', body: { schema: api.portalUser } } },
    errors: [...user, ...body, 'entity.conflict'],
  },
  {
    ...administered,
    id: 'getUser',
    method: 'GET',
    path: `${V1}/users/{userId}`,
    summary: 'Get a person',
    answers: { 200: { description: 'The person', body: { schema: api.portalUser } } },
    errors: user,
  },
  {
    ...administered,
    id: 'changeUser',
    method: 'PATCH',
    path: `${V1}/users/{userId}`,
    summary: 'Change name, role or scope of a person',
    headers: [{ name: 'If-Match', description: 'The version that was seen; another answers 412', example: '"1"' }],
    request: { schema: api.changeUser, example: { role: 'support' } },
    answers: { 200: { description: 'As it is now', body: { schema: api.portalUser } } },
    errors: [...user, ...body, 'entity.changed'],
  },
  {
    ...administered,
    id: 'removeUser',
    method: 'DELETE',
    path: `${V1}/users/{userId}`,
    summary: 'Remove a person and end the sign-ins',
    answers: { 204: { description: 'Gone' } },
    errors: [...user, 'entity.inUse'],
  },
  {
    ...administered,
    id: 'inviteUserAgain',
    method: 'POST',
    path: `${V1}/users/{userId}/invitations`,
    summary: 'Mail the invitation again; the former link is void',
    answers: { 202: { description: 'On its way' } },
    errors: [...user, 'invitation.taken'],
  },
  {
    ...administered,
    access: 'signIn',
    id: 'removeUserSecondFactor',
    method: 'DELETE',
    path: `${V1}/users/{userId}/second-factor`,
    summary: 'Remove the authenticator of a person who lost it',
    answers: { 204: { description: 'Removed' } },
    errors: [...own, 'role.missing', 'entity.unknown', 'signIn.notFresh'],
  },
];

export const PEOPLE_OPERATIONS: readonly Operation[] = [...SIGN_IN, ...ACCOUNT, ...LINKS, ...USERS];
