/** What the registry wrote into the page when it served it. */
const fact = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

/** The policy of the page lets only styles in that carry the nonce of its answer. */
export const STYLE_NONCE = fact('csp-nonce');
// Where the library that keeps the page still behind a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: STYLE_NONCE });
export const IS_SANDBOX = fact('sandbox') === 'true';

const SIMULATOR_URL = fact('simulator');

/** Where a terminal of the sandbox is in the browser; undefined elsewhere, and while the device has no hardware. */
export const terminalHref = (serialNumber: string | undefined): string | undefined =>
  SIMULATOR_URL === '' || serialNumber === undefined
    ? undefined
    : `${SIMULATOR_URL.replace(/\/$/, '')}/terminals/${encodeURIComponent(serialNumber)}`;
