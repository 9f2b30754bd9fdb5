import { enrolAnswer } from '@ppaas/contracts';
import { X509Certificate } from 'node:crypto';
import { EnrolmentRefused, newKeyAndRequest, type Identity } from './identity.ts';
import { postJson } from './post-json.ts';

/** Of a certificate's life, after which the next one is asked for: day 60 of 90. */
const USED_PART = 2 / 3;

/** From when on a certificate (PEM) is to be renewed. */
export function renewableFrom(certificate: string): Date {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  const lifeMs = validToDate.getTime() - validFromDate.getTime();
  return new Date(validFromDate.getTime() + lifeMs * USED_PART);
}

/**
 * Exchanges the certificate for the next one, over mutual TLS (`POST /device/v1/renew`).
 * @param keep called before anything is sent with what has to survive a loss of the answer: the same request again gets the
 *   same certificate, and only its key fits
 * @throws EnrolmentRefused with the platform's status, 409 when it is too early there; Error without an answer
 */
export async function renew(
  known: Identity,
  options: { readonly retailTlsUrl: string; readonly ca: string; keep(identity: Identity): void },
): Promise<Identity> {
  const renewal = known.renewal ?? (await newKeyAndRequest(known.serialNumber));
  if (known.renewal === undefined) options.keep({ ...known, renewal });
  const tls = { ca: options.ca, cert: `${known.certificate}\n${known.chain}`, key: known.privateKey };
  const answer = await postJson(`${options.retailTlsUrl}/device/v1/renew`, { csr: renewal.csr }, tls);
  if (answer.status !== 200) throw new EnrolmentRefused(answer.status, answer.text.slice(0, 500));
  const { renewal: _used, ...rest } = known;
  const renewed = { ...rest, privateKey: renewal.privateKey, ...enrolAnswer.parse(JSON.parse(answer.text)) };
  options.keep(renewed);
  return renewed;
}
