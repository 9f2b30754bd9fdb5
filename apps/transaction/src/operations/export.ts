import type { TransactionFilter, TransactionLine } from '@ppaas/contracts';
import { maskCardData } from '@ppaas/nexo';

const COLUMNS = [
  'at',
  'exchangeId',
  'origin',
  'kind',
  'state',
  'amount',
  'authorisedAmount',
  'currency',
  'reference',
  'exchangeIdentification',
  'storeId',
  'storeName',
  'posName',
  'saleId',
  'deviceId',
  'deviceName',
  'serialNumber',
  'brand',
  'entryMode',
  'isContradicted',
  'completedAt',
] as const satisfies readonly (keyof TransactionLine)[];

export const EXPORT_HEADER: readonly string[] = COLUMNS;

export const exportFields = (line: TransactionLine): string[] => COLUMNS.map((column) => String(line[column] ?? ''));

/** Who had a copy of the sales. @param organisationId null: whoever is of the platform */
interface Exporter {
  readonly actor: string;
  readonly address: string;
  readonly organisationId: string | null;
}

/** For the audit trail: what was asked for says which sales left the platform. */
export const actOfExport = ({ actor, address, organisationId }: Exporter, filter: TransactionFilter) => ({
  ...{ tenantId: organisationId, actor, address },
  action: 'transactions.exported',
  object: `transactions:${organisationId ?? 'platform'}`,
  // Whoever searches for a card by its whole number leaves none in the trail.
  detail: { filter: maskCardData(filter) },
});
