import { componentOf, memberOf } from './annex.ts';
import type { Member } from './annex.ts';

/** A member of a message, as a line of its own. */
export interface Line {
  /** From the root, with dots. */
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  /** Undefined where members follow. */
  readonly value: string | undefined;
  /** Undefined: the standard does not know it. */
  readonly member: Member | undefined;
}

/** The lines of a message, in its order. */
export function linesOf(message: Readonly<Record<string, unknown>>): Line[] {
  return Object.entries(message).flatMap(([root, value]) =>
    linesOfMember({ path: root, depth: 0, name: root, member: undefined, component: componentOf(root) }, value),
  );
}

interface Place extends Omit<Line, 'value'> {
  readonly component: string | undefined;
}

function linesOfMember(place: Place, value: unknown): Line[] {
  const { component, ...line } = place;
  if (Array.isArray(value)) {
    return value.flatMap((item, at) =>
      linesOfMember({ ...place, path: `${place.path}[${at}]`, name: `${place.name} ${at + 1}` }, item),
    );
  }
  if (typeof value !== 'object' || value === null) {
    return [{ ...line, value: typeof value === 'string' ? value : JSON.stringify(value) }];
  }
  const below = Object.entries(value).flatMap(([name, inner]) => {
    const member = memberOf(component, name);
    // A root that lies in `Document` is no member of it.
    const type = member?.type ?? componentOf(name);
    return linesOfMember(
      { path: `${place.path}.${name}`, depth: place.depth + 1, name, member, component: type },
      inner,
    );
  });
  return [{ ...line, value: undefined }, ...below];
}
