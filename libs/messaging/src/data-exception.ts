/** SQLSTATE class 22: Postgres cannot store the data as they are. The same data fail again, however often they come. */
export function isDataException(error: unknown): boolean {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code);
}
