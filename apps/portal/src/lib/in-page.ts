/**
 * A link to a place in this page gives it the focus. The address stays: to the router a fragment in it is another page, which
 * forms with changes ask about.
 */
export function goInPage(event: { preventDefault(): void }, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
