/**
 * The policy of the page lets scripts write text only, never elements: what Mantine writes into its `style` elements has none.
 * @throws TypeError by the browser, wherever anything else is written
 */
export const textAlone = (text: string): string | null => (text.includes('<') ? null : text);

interface TrustedTypes {
  createPolicy(name: 'default', rules: { readonly createHTML: typeof textAlone }): unknown;
}

/** Before anything is drawn. Browsers without trusted types do as before. */
export function trustText(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createHTML: textAlone });
}
