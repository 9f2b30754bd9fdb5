/** The cookie of a sign-in. The prefix makes browsers insist on HTTPS (or loopback), this very host and the whole origin. */
export const SIGN_IN_COOKIE = '__Host-sid';
/** Carries the `csrfToken` of the sign-in with everything that changes something. */
export const CSRF_HEADER = 'x-csrf-token';
/** `true` on a call that no person caused: it does not keep the sign-in alive. */
export const PASSIVE_HEADER = 'x-passive';
/** How long what a person has shown (second factor, or password where there is none) opens what asks for it again. */
export const FRESH_FOR_MS = 5 * 60_000;
/** The organisation of the platform's own people. */
export const PLATFORM_DOMAIN = 'platform';
export const MIN_PASSWORD_LENGTH = 12;
