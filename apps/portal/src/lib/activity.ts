/** A call that nobody caused must not keep a sign-in alive: an unattended page is signed out after half an hour. */
const CAUSED_WITHIN_MS = 60_000;

let lastInputAt = performance.now();

for (const event of ['pointerdown', 'keydown'] as const) {
  addEventListener(event, () => (lastInputAt = performance.now()), { capture: true, passive: true });
}

/** Whether a person has done something on this page in the last minute. */
export const isAttended = (): boolean => performance.now() - lastInputAt < CAUSED_WITHIN_MS;
