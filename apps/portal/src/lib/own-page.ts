/** Where a person goes who was led nowhere else. */
const FIRST_PAGE = '/stores';

/**
 * The address of a page of ours, whole, so that it cannot be read a second time as that of another place; the list of stores
 * where what is asked for is none. A browser reads `/\evil.example` and `/<tab>/evil.example` as another host, so it is asked.
 * @param origin of this page
 */
export function ownPage(asked: string | undefined, origin: string): string {
  const page = URL.parse(asked ?? FIRST_PAGE, origin)?.href;
  return page?.startsWith(`${origin}/`) === true ? page : `${origin}${FIRST_PAGE}`;
}
