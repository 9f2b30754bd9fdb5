import { bodyOf, headerOf, responseOf, rootOf } from '@ppaas/nexo';
import type { LoginRequest3, NexoMessage, SessionManagementRequest4 } from '@ppaas/nexo';
import { DIAGNOSIS, LOGIN, LOGOUT } from './session.ts';

/** What a Login says of the session, to be kept and told to the device again: training mode, cashier, shift, software … */
export type SessionAttributes = Omit<LoginRequest3, 'LoginDateTime' | 'OutputDisplay' | 'POIIdentification'>;

/** @throws TypeError when the message is no Login */
export function attributesOf(request: NexoMessage): SessionAttributes {
  const login = bodyOf(request)['LoginRequest'] as LoginRequest3 | undefined;
  if (login === undefined) throw new TypeError('not a Login');
  const { LoginDateTime: _when, OutputDisplay: _display, POIIdentification: _poi, ...attributes } = login;
  return attributes;
}

interface OwnMessage {
  /** ISO 8601. */
  readonly now: string;
  readonly exchangeIdentification: string;
  /** The POS's Reference: on whose behalf. */
  readonly saleId: string;
  readonly deviceId: string;
}

/** The Login of an open session, repeated by the platform (casp.005). */
export const loginAgain = (input: OwnMessage & { readonly attributes: SessionAttributes }): NexoMessage =>
  ownMessage(input, {
    ServiceContent: LOGIN,
    LoginRequest: { ...input.attributes, LoginDateTime: input.now },
  });

/** The Logout of a session that ended without one (casp.005). */
export const logoutFor = (input: OwnMessage): NexoMessage =>
  ownMessage(input, { ServiceContent: LOGOUT, LogoutRequest: {} });

function ownMessage(
  { now, exchangeIdentification, saleId, deviceId }: OwnMessage,
  service: Pick<SessionManagementRequest4, 'ServiceContent' | 'LoginRequest' | 'LogoutRequest'>,
): NexoMessage {
  return {
    SaleToPOISessionManagementRequest: {
      Header: {
        MessageFunction: 'SessionManagementRequest',
        ProtocolVersion: '5.0',
        ExchangeIdentification: exchangeIdentification,
        CreationDateTime: now,
        InitiatingParty: { Identification: saleId, Type: 'Merchant' },
        RecipientParty: { Identification: deviceId, Type: 'OriginatingPOI' },
      },
      SessionManagementRequest: {
        Environment: { POI: { Identification: { Identification: deviceId } } },
        Context: { SaleContext: { SaleIdentification: saleId } },
        ...service,
      },
    },
  };
}

/**
 * The device's answer as the POS gets it. A device that is in a sale says Busy to a Logout: to its holder that is NotAllowed.
 * An answer that an enquiry has told has lost its block, which a Login or a Diagnosis that succeeded must have.
 */
export function answerFor(kind: string, answer: NexoMessage): NexoMessage {
  if (rootOf(answer) !== 'SaleToPOISessionManagementResponse') return answer;
  const response = responseOf(answer);
  if (kind === LOGOUT && response?.Response === 'Failure' && response.ResponseReason === 'Busy') {
    const AdditionalResponseInformation = 'a sale is running on the device';
    return withBody(answer, {
      Response: { Response: 'Failure', ResponseReason: 'NotAllowed', AdditionalResponseInformation },
    });
  }
  if (response?.Response === 'Failure') return answer;
  const body = bodyOf(answer);
  if (kind === LOGIN && body['LoginResponse'] === undefined) {
    const POISoftware = [{ Type: 'PaymentApplication', Identification: { Identification: 'unspecified' } }];
    return withBody(answer, { LoginResponse: { POIDateTime: headerOf(answer).CreationDateTime, POISoftware } });
  }
  return kind === DIAGNOSIS && body['DiagnosisResponse'] === undefined
    ? withBody(answer, { DiagnosisResponse: {} })
    : answer;
}

function withBody(answer: NexoMessage, change: Readonly<Record<string, unknown>>): NexoMessage {
  return {
    SaleToPOISessionManagementResponse: {
      Header: headerOf(answer),
      SessionManagementResponse: { ...bodyOf(answer), ...change },
    },
  } as unknown as NexoMessage;
}
