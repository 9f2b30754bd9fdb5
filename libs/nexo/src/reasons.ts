import type { RejectReason1Code, Response11Code, RetailerResultDetail1Code } from './generated/types.ts';

/** Why a message is rejected (casp.013, AcceptorRejection2.RejectReason). */
export type RejectReason = RejectReason1Code;
/** Why a service was not, or not fully, done (ResponseType11.ResponseReason). */
export type ResponseReason = RetailerResultDetail1Code;
export type ResponseResult = Response11Code;
