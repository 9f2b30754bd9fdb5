/** `24.50`, `24,5` or `24`, as people type an amount, as the decimal that the API wants; undefined: what was typed is none. */
export function amountIn(text: string): string | undefined {
  const match = /^(\d{1,13})(?:[.,](\d{1,5}))?$/.exec(text);
  return match === null ? undefined : match[1] + (match[2] === undefined ? '' : `.${match[2]}`);
}
