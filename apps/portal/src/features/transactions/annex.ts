import { ROOTS, TYPES } from '../../generated/nexo-annex.ts';

/** What the standard says of a member of a message. */
export interface Member {
  /** Its tag in XML. */
  readonly xml: string;
  readonly type: string;
  readonly min: number;
  /** `*`: any number. */
  readonly max: string;
}

const roots = new Map(ROOTS.split(' ').map((pair) => pair.split('=') as [string, string]));
const lines = new Map(
  TYPES.trim()
    .split('\n')
    .map((line) => [/^\w+/.exec(line)?.[0] ?? '', line] as const),
);

/** The component of a message. @param root such as `SaleToPOIServiceRequest` */
export const componentOf = (root: string): string | undefined => roots.get(root);

/** A member of a component; undefined: the standard has none of that name. */
export function memberOf(component: string | undefined, name: string): Member | undefined {
  const members = component === undefined ? [] : (lines.get(component)?.split('.').slice(1) ?? []);
  const found = members.find((member) => member.startsWith(`${name} `))?.split(' ');
  if (found === undefined) return undefined;
  const [, xml = '', type = '', min = '', max = ''] = found;
  return { xml, type, min: Number(min), max };
}

/** What a value of a type has to be, such as `string 1..35`; undefined for what has members or codes. */
export const facetsOf = (type: string): string | undefined => lines.get(type)?.split(/;(.*)/s)[1];

/** A value of a code set in both spellings, such as `Approved` and `APPR`. @param value in either of them */
export function codeOf(type: string, value: string): { readonly name: string; readonly code: string } | undefined {
  const pairs = lines.get(type)?.split(':')[1]?.split(' ') ?? [];
  const [name, code] = pairs.map((pair) => pair.split('=')).find((pair) => pair.includes(value)) ?? [];
  return name === undefined || code === undefined ? undefined : { name, code };
}
