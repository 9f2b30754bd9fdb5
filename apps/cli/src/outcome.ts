import { z } from 'zod';
import type { JsonAnswer } from './json-call.ts';

const response = z.object({
  Response: z.string(),
  ResponseReason: z.string().optional(),
  AdditionalResponseInformation: z.string().optional(),
});

/** The parts of any nexo answer that tell how it went; every answer has one block with a `Response`. */
const paymentAnswer = z.object({
  SaleToPOIServiceResponse: z.object({
    ServiceResponse: z.object({
      Response: response,
      Environment: z.object({ Card: z.object({ MaskedPAN: z.string().optional() }).optional() }).optional(),
      PaymentResponse: z
        .object({
          POITransactionIdentification: z.object({ TransactionReference: z.string() }).optional(),
          RetailerPaymentResult: z
            .object({
              TransactionResponse: z
                .object({
                  AuthorisationResult: z
                    .object({
                      ResponseToAuthorisation: z.object({ Response: z.string() }).optional(),
                      AuthorisationCode: z.string().optional(),
                    })
                    .optional(),
                })
                .optional(),
            })
            .optional(),
        })
        .optional(),
    }),
  }),
});

export interface Outcome {
  readonly isApproved: boolean;
  /** For people, in one line. */
  readonly text: string;
}

/** How a sale ended, from what the platform answered. */
export function outcomeOf({ status, body }: JsonAnswer): Outcome {
  const parsed = paymentAnswer.safeParse(body);
  if (status !== 200 || !parsed.success) {
    return { isApproved: false, text: `HTTP ${status} ${JSON.stringify(body)}` };
  }
  const { Response, PaymentResponse, Environment } = parsed.data.SaleToPOIServiceResponse.ServiceResponse;
  const result = PaymentResponse?.RetailerPaymentResult?.TransactionResponse?.AuthorisationResult;
  const verdict = result?.ResponseToAuthorisation?.Response;
  const details = [
    verdict,
    Response.ResponseReason,
    Response.AdditionalResponseInformation,
    result?.AuthorisationCode === undefined ? undefined : `authorisation ${result.AuthorisationCode}`,
    Environment?.Card?.MaskedPAN,
    PaymentResponse?.POITransactionIdentification?.TransactionReference,
  ].filter((detail) => detail !== undefined);
  return {
    isApproved: Response.Response === 'Success' && verdict === 'Approved',
    text: [Response.Response, ...details].join(', '),
  };
}

/** `Success` or `Failure` of any answer: in its body block, or nested one deeper. */
export function responseOf(body: unknown): string {
  const found = JSON.stringify(body)
    ?.match(/"Response":\{"Response":"(\w+)"/g)
    ?.at(-1);
  return found?.match(/"(\w+)"$/)?.[1] ?? 'no Response';
}
