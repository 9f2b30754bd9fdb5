export type * from './generated/types.ts';
export {
  buildAbort,
  buildAnswer,
  buildRejection,
  buildStatusAnswer,
  buildStatusRequest,
  type AbortInput,
  type AnswerInput,
  type RejectionInput,
  type StatusAnswerInput,
  type StatusRequestInput,
} from './build.ts';
export { businessContent, canonicalJson } from './canonical.ts';
export { findCardData, maskCardData, scrubText, type CardDataFinding } from './card-data.ts';
export type { Profile } from './check.ts';
export { correlationKey, isAnswerTo } from './correlation.ts';
export { CURRENCIES, fromMinorUnits, toMinorUnits } from './currencies.ts';
export { compareDecimal, sumDecimals } from './decimal.ts';
export { MalformedJson } from './json-exact.ts';
export { parseJson } from './json-parse.ts';
export { bodyOf, headerOf, MESSAGES, rootOf, withHeader, type Direction, type MessageInfo } from './message.ts';
export { OUTCOME_OF_REASON, outcomeOf, responseOf, type Outcome } from './outcome.ts';
export { paymentFacts, type PaymentFacts } from './payment-facts.ts';
export { readMessage, validateCanonical, type ReadResult, type Rejection } from './read.ts';
export {
  REJECT_REASONS,
  RESPONSE_REASONS,
  type RejectReason,
  type ResponseReason,
  type ResponseResult,
} from './reasons.ts';
export { SERVICE_CONTENT, type ServiceContentInfo } from './service-content.ts';
export { LONG, isCanonical, writeMessage, type Vocabulary } from './vocabulary.ts';
