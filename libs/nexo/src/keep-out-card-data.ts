import { findCardData, maskCardData, maskText } from './card-data.ts';
import { Check, pointerTo } from './check.ts';
import type { NexoMessage } from './generated/types.ts';
import type { Found, Refusal } from './locate.ts';
import { infoOf } from './message.ts';
import { checkMessage } from './message-rules.ts';

type Json = Record<string, unknown>;

/** Requests with card data are refused; from answers it is taken out, because a result must never be lost. */
export function keepOutCardData(found: Found, check: Check, warnings: string[]): { message: NexoMessage } | Refusal {
  const { content, base } = found;
  const places = check.sensitivePlaces.map((place) => pointerTo(content, place, base) ?? base);
  const pointers = [...places, ...findCardData(content).map(({ pointer }) => base + pointer)];
  const first = pointers[0];
  if (first === undefined) return { message: found.holder as unknown as NexoMessage };
  if (infoOf(found.row.root).direction === 'sale-to-poi')
    return { reason: 'Security', pointer: first, detail: 'card data is not accepted' };
  for (const { owner, key } of [...check.sensitivePlaces, ...check.leftOut]) delete owner[key];
  check.leftOut.length = 0;
  for (const pointer of new Set(pointers)) warnings.push(`${maskText(pointer)}: card data taken out`);
  const masked = maskCardData(content);
  if (!dropInvalid(masked, found))
    return { reason: 'Security', pointer: first, detail: 'card data in a required member' };
  return { message: { [found.row.root]: masked } as unknown as NexoMessage };
}

/**
 * A masked number no longer fits a member of digits only (a token): such a member goes, with its owner when it is required.
 * False when the message cannot be without.
 */
function dropInvalid(content: Json, { row }: Found): boolean {
  for (let before = ''; ; ) {
    const check = new Check('lenient');
    if (row.check(content, check) && checkMessage(content, row, check)) return true;
    const path = check.path.toReversed();
    if (check.detail === 'missing' || /^\d+$/.test(path.at(-1) ?? '')) path.pop();
    const now = path.join('/');
    if (now === before || path.length < 2) return false;
    before = now;
    remove(content, path);
  }
}

function remove(content: Json, path: readonly string[]): void {
  let owner: Json = content;
  for (const key of path.slice(0, -1)) owner = owner[key] as Json;
  delete owner[path.at(-1) ?? ''];
}
