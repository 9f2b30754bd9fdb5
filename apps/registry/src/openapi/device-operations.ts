import { enrolAnswer, enrolRequest, renewRequest } from '@ppaas/contracts';
import type { Operation } from './operation.ts';

const CSR = '-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----';

export const DEVICE_OPERATIONS: readonly Operation[] = [
  {
    id: 'enrol',
    method: 'POST',
    path: '/device/v1/enrol',
    tag: 'Enrolment',
    access: 'none',
    summary: 'Exchange an activation code for a certificate',
    description:
      'csr is PKCS#10 in PEM: EC P-256 or P-384, or RSA of 2048 bits or more, signed with SHA-256 or stronger. Names in ' +
      'it are ignored but for the subject’s serialNumber (2.5.4.5), the hardware’s own serial number; without it one is ' +
      'made from the key. The certificate is good for 90 days. A device has at most two pieces of hardware.',
    request: { schema: enrolRequest, example: { activationCode: '{activationCode}', csr: CSR } },
    answers: { 200: { description: 'The certificate', body: { schema: enrolAnswer } } },
    errors: [
      'request.malformed',
      'request.invalid',
      'activation.invalid',
      'csr.invalid',
      'entity.conflict',
      'request.tooMany',
    ],
  },
  {
    id: 'renew',
    method: 'POST',
    path: '/device/v1/renew',
    tag: 'Enrolment',
    access: 'certificate',
    summary: 'Renew a certificate, from its 60th day',
    description:
      'At the mutual-TLS door, with the certificate that ends. A new key each time; the former certificate stays good for ' +
      '24 h. The same request again gives the same certificate.',
    request: { schema: renewRequest, example: { csr: CSR } },
    answers: { 200: { description: 'The certificate', body: { schema: enrolAnswer } } },
    errors: ['request.malformed', 'request.invalid', 'certificate.required', 'csr.invalid', 'renewal.tooEarly'],
  },
  {
    id: 'openapi',
    method: 'GET',
    path: '/openapi.json',
    tag: 'Reference',
    access: 'none',
    summary: 'This reference as OpenAPI 3.1',
    answers: { 200: { description: 'The document', body: {} } },
  },
  {
    id: 'docs',
    method: 'GET',
    path: '/docs',
    tag: 'Reference',
    access: 'none',
    summary: 'This reference as a page',
    answers: { 200: { description: 'The page', body: { mediaType: 'text/html' } } },
  },
];
