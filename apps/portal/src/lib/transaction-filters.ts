/** Members of an address that narrow the list of transactions, as the API calls them. */
export const TRANSACTION_FILTERS = [
  ...(['q', 'storeId', 'posId', 'deviceId', 'state', 'kind', 'origin'] as const),
  ...(['from', 'to', 'amount', 'minAmount', 'maxAmount', 'reference', 'organisationId'] as const),
] as const;
export type TransactionFilters = Readonly<Partial<Record<(typeof TRANSACTION_FILTERS)[number], string>>>;
