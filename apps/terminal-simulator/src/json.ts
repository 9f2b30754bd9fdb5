/** A JSON object whose members are not known yet. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a path of member names, or an empty one: for members that may be missing. */
export function objectAt(value: unknown, ...path: string[]): JsonObject {
  const found = path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value);
  return isObject(found) ? found : {};
}

/** The text at a path of member names, or undefined. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value);
  return typeof found === 'string' ? found : undefined;
}
