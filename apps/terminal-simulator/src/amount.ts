/** Half of a decimal amount, rounded down to its own number of decimals ("9004.01" → "4502.00"). */
export function halfOf(amount: string): string {
  const [units = '0', fraction = ''] = amount.split('.');
  const half = (BigInt(units + fraction) / 2n).toString().padStart(fraction.length + 1, '0');
  return fraction === '' ? half : `${half.slice(0, -fraction.length)}.${half.slice(-fraction.length)}`;
}

/** Compares two decimal amounts: negative, zero or positive. */
export function compareAmounts(left: string, right: string): number {
  const decimals = (text: string): string => text.split('.')[1] ?? '';
  const width = Math.max(decimals(left).length, decimals(right).length);
  const minor = (text: string): bigint => BigInt((text.split('.')[0] ?? '0') + decimals(text).padEnd(width, '0'));
  const [a, b] = [minor(left), minor(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
