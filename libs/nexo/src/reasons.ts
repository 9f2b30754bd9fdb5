import { RejectReason1Code as rejectReasons, RetailerResultDetail1Code as responseReasons } from './generated/codes.ts';
import type { RejectReason1Code, Response11Code, RetailerResultDetail1Code } from './generated/types.ts';

/** Why a message is rejected (casp.013, AcceptorRejection2.RejectReason). */
export type RejectReason = RejectReason1Code;
/** Why a service was not, or not fully, done (ResponseType11.ResponseReason). */
export type ResponseReason = RetailerResultDetail1Code;
export type ResponseResult = Response11Code;

export const REJECT_REASONS = [...rejectReasons.names] as readonly RejectReason[];
export const RESPONSE_REASONS = [...responseReasons.names] as readonly ResponseReason[];
