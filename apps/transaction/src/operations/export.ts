import type { TransactionLine } from '@ppaas/contracts';

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
