type Child = Node | string;

/** An element with its properties and children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<Omit<HTMLElementTagNameMap[Tag], 'children'>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** An element of the page. @throws Error when the page has none under that id */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no element ${id}`);
  return element;
}

export const button = (text: string, onclick: () => void, className = ''): HTMLButtonElement =>
  make('button', { type: 'button', textContent: text, onclick, className });

/** An amount as people read it: two decimals, the currency behind. */
export const money = (amount: string, currency: string): string => `${amount} ${currency}`;
