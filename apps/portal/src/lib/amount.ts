/** An amount as a language writes it, with the ISO 4217 code. No digit is lost. @param amount decimal, such as "24.50" */
export function amountText(amount: string, currency: string | null, language: string): string {
  const digits = { maximumFractionDigits: 5 };
  const how =
    currency === null ? digits : ({ ...digits, style: 'currency', currency, currencyDisplay: 'code' } as const);
  return new Intl.NumberFormat(language, how).format(amount as `${number}`);
}
