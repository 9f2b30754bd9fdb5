/** States in which an exchange is not at its end. `NEEDS_ATTENTION` waits for a person and no longer holds the device. */
export const OPEN_STATES = [
  'ACCEPTED',
  'DISPATCHING',
  'DISPATCHED',
  'IN_PROGRESS',
  'UNKNOWN',
  'NEEDS_ATTENTION',
] as const;
/** Ends. For services other than payments APPROVED is the device's Success and DECLINED its Failure. */
export const END_STATES = ['APPROVED', 'PARTIAL', 'DECLINED', 'CANCELLED', 'NOT_STARTED'] as const;

export type OpenState = (typeof OPEN_STATES)[number];
export type EndState = (typeof END_STATES)[number];
export type ExchangeState = OpenState | EndState;
