const NEXO = 'The ExchangeIdentification in the message is its key: sent again, it gets the stored answer';
const ASKS = 'It makes nothing';

/** POSTs that take no Idempotency-Key, by operation, and why. All others do. */
export const UNKEYED: Readonly<Record<string, string>> = {
  token: 'Each call may have a token of its own',
  getToken: 'Each call may have a token of its own',
  revokeToken: 'A token that is ended stays ended',
  introspectToken: ASKS,
  session: NEXO,
  financial: NEXO,
  status: NEXO,
  abort: NEXO,
  reconciliation: NEXO,
  report: NEXO,
  admin: NEXO,
  deviceService: NEXO,
  signIn: 'Each is a sign-in of its own; a password is not kept under a key',
  showSecondFactor: 'A code is good once',
  proveAgain: 'A code is good once, and the cookie changes each time',
  askLink: ASKS,
  useLink: 'The link is good once',
  enrol: 'The activation code is good once',
  renew: 'The same request again gives the same certificate',
};
