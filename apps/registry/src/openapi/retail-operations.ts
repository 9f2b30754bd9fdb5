import { deviceListing, exchangeRunning, listedDevice } from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import { NEXO_EXAMPLES } from './nexo-examples.ts';
import type { Header, Operation } from './operation.ts';

const guarded: readonly ErrorCode[] = [
  'token.missing',
  'token.invalid',
  'token.revoked',
  'scope.missing',
  'organisation.notSubscribed',
  'device.unknown',
  'request.tooMany',
  'platform.unavailable',
];
const withBody: readonly ErrorCode[] = [...guarded, 'request.malformed', 'request.tooLarge', 'request.mediaType'];

const prefer: Header = {
  name: 'Prefer',
  description: 'RFC 7240: `wait=N` seconds at most (145 when not said), or `respond-async` to be answered 202 at once',
  example: 'wait=60',
};
const rejection = {
  description: 'JSON, but not acceptable as a message: a rejection with the JSON pointer of the fault',
  body: { nexo: 'SaleToPOIMessageRejection' },
};
const duplicate = {
  description: 'The ExchangeIdentification was used with other content: a rejection',
  body: { nexo: 'SaleToPOIMessageRejection' },
};
const running = {
  description: 'Not at an end yet; `Location` is where its outcome will be',
  body: { schema: exchangeRunning },
};

/** A pair of nexo messages that is forwarded when the device says that it supports it. */
const forwarded = (path: string, id: string, request: string, answer: string): Operation => ({
  id,
  method: 'POST',
  path: `/retail/v1/${path}`,
  tag: 'Exchanges',
  access: 'retail',
  summary: `Send a ${request}`,
  description: 'Forwarded when the device names the service in its capabilities, else answered UnavailableService.',
  headers: [prefer],
  request: { nexo: request },
  answers: {
    200: { description: 'The answer: Success, Warning or Failure', body: { nexo: answer } },
    202: running,
    400: rejection,
    409: duplicate,
  },
  errors: withBody,
});

export const RETAIL_OPERATIONS: readonly Operation[] = [
  {
    id: 'listDevices',
    method: 'GET',
    path: '/retail/v1/payment-devices',
    tag: 'Devices',
    access: 'retail',
    summary: 'List the payment devices of the store',
    description:
      'presence is the live connection (UNKNOWN when the platform cannot tell at the moment), state what the device says ' +
      'of itself, session who holds it. The code of a payment method is what goes into CardProgrammeProposed.',
    answers: { 200: { description: 'The devices', body: { schema: deviceListing } } },
    errors: guarded.filter((code) => code !== 'device.unknown'),
  },
  {
    id: 'getDevice',
    method: 'GET',
    path: '/retail/v1/payment-devices/{deviceId}',
    tag: 'Devices',
    access: 'retail',
    summary: 'One device of the store',
    answers: { 200: { description: 'The device', body: { schema: listedDevice } } },
    errors: guarded,
  },
  {
    id: 'session',
    method: 'POST',
    path: '/retail/v1/session',
    tag: 'Exchanges',
    access: 'retail',
    summary: 'Log in to a device, log out, diagnose it',
    description:
      'Ends within 20 s and never answers 202. One point of sale holds a device at a time, for 15 minutes after its last use.',
    headers: [
      {
        name: 'Session-Takeover',
        description:
          '`true` on a login takes the device over from another point of sale of the store, when nothing is running',
        example: 'true',
      },
    ],
    request: { nexo: 'SaleToPOISessionManagementRequest', example: NEXO_EXAMPLES.session },
    answers: {
      200: {
        description: 'The answer: Success, Warning or Failure',
        body: { nexo: 'SaleToPOISessionManagementResponse' },
      },
      400: rejection,
      409: duplicate,
    },
    errors: withBody,
  },
  {
    id: 'financial',
    method: 'POST',
    path: '/retail/v1/financial',
    tag: 'Exchanges',
    access: 'retail',
    summary: 'Make a sale (and the other financial services)',
    description:
      'The device starts at most one card interaction for an ExchangeIdentification, however often it is sent. When no ' +
      'answer reaches you, send exactly the same message again, or ask /retail/v1/status. Use an ExchangeIdentification once: ' +
      'when the platform no longer keeps the exchange, 400 days after its end unless the operator says otherwise, the message is a new sale.',
    headers: [prefer],
    request: { nexo: 'SaleToPOIServiceRequest', example: NEXO_EXAMPLES.financial },
    answers: {
      200: {
        description: 'The outcome; `Idempotent-Replayed: true` when it is the stored one',
        body: { nexo: 'SaleToPOIServiceResponse' },
      },
      202: running,
      400: rejection,
      409: duplicate,
    },
    errors: withBody,
  },
  {
    id: 'status',
    method: 'POST',
    path: '/retail/v1/status',
    tag: 'Exchanges',
    access: 'retail',
    summary: 'Ask what became of an exchange',
    description:
      'Found with the repeated answer, InProgress, or NotFound: then the id is spent and a late copy is refused.',
    request: { nexo: 'SaleToPOIMessageStatusRequest', example: NEXO_EXAMPLES.status },
    answers: {
      200: { description: 'The answer', body: { nexo: 'SaleToPOIMessageStatusResponse' } },
      400: rejection,
    },
    errors: withBody,
  },
  {
    id: 'abort',
    method: 'POST',
    path: '/retail/v1/abort',
    tag: 'Exchanges',
    access: 'retail',
    summary: 'Ask the device to stop an exchange',
    description: 'The device decides; its answer to the exchange tells. Also 202 when the exchange is already over.',
    request: { nexo: 'SaleToPOIAbort', example: NEXO_EXAMPLES.abort },
    answers: { 202: { description: 'Passed on' }, 400: rejection },
    errors: [...withBody, 'exchange.unknown'],
  },
  {
    id: 'getExchange',
    method: 'GET',
    path: '/retail/v1/exchanges/{exchangeId}',
    tag: 'Exchanges',
    access: 'retail',
    summary: 'The outcome of an exchange as a resource',
    description:
      '`exchangeId` is the caller’s own ExchangeIdentification, URL-encoded. An exchange that is not kept any more is unknown.',
    answers: { 200: { description: 'The nexo answer, as it was given' }, 202: running },
    errors: [...guarded.filter((code) => code !== 'device.unknown'), 'exchange.unknown'],
  },
  forwarded('reconciliation', 'reconciliation', 'SaleToPOIReconciliationRequest', 'SaleToPOIReconciliationResponse'),
  forwarded('report', 'report', 'SaleToPOIReportRequest', 'SaleToPOIReportResponse'),
  forwarded('admin', 'admin', 'SaleToPOIAdministrativeRequest', 'SaleToPOIAdministrativeResponse'),
  forwarded('device', 'deviceService', 'SaleToPOIDeviceRequest', 'SaleToPOIDeviceResponse'),
];
