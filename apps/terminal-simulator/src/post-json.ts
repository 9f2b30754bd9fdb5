import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/**
 * Posts JSON and reads the whole answer.
 * @param tls PEM, when the URL is https: the authorities to trust, and who we are where that is asked for
 * @throws Error when there is no answer within 10 s
 */
export function postJson(
  url: string,
  body: unknown,
  tls: { readonly ca: string; readonly cert?: string; readonly key?: string },
): Promise<{ status: number; text: string }> {
  const isSecure = new URL(url).protocol === 'https:';
  const payload = JSON.stringify(body);
  const options = {
    method: 'POST',
    timeout: 10_000,
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) },
  };
  return new Promise((resolve, reject) => {
    const call = isSecure ? httpsRequest(url, { ...options, ...tls }) : httpRequest(url, options);
    call.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(new Error(`${url} did not answer within 10 s`)));
    call.on('error', reject);
    call.end(payload);
  });
}
