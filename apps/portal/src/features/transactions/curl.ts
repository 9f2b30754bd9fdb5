import type { ShownMessage } from '@ppaas/contracts';

const PATHS: Readonly<Record<string, string>> = {
  SaleToPOIServiceRequest: 'financial',
  SaleToPOISessionManagementRequest: 'session',
  SaleToPOIMessageStatusRequest: 'status',
  SaleToPOIAbort: 'abort',
  SaleToPOIReconciliationRequest: 'reconciliation',
  SaleToPOIReportRequest: 'report',
  SaleToPOIAdministrativeRequest: 'admin',
  SaleToPOIDeviceRequest: 'device',
};

/**
 * The call that sends a message as the point of sale did; undefined for messages that it did not send.
 * @param message in the spelling in which it is to be sent
 */
export function curlOf(
  { from, long }: Pick<ShownMessage, 'from' | 'long'>,
  message: Readonly<Record<string, unknown>>,
  origin: string,
): string | undefined {
  const path = PATHS[Object.keys(long)[0] ?? ''];
  if (from !== 'POS' || path === undefined) return undefined;
  return [
    `curl -sS ${origin}/retail/v1/${path} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d @- <<'JSON'`,
    JSON.stringify(message, null, 2),
    'JSON',
  ].join('\n');
}
