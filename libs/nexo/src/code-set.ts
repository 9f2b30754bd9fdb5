/** One code set of the standard: long names, 4-letter codes, and spellings that peers use. */
export interface CodeSet {
  readonly names: ReadonlySet<string>;
  /** Long name of a code, or of a spelling; undefined when the set has neither. */
  readonly longOf: ReadonlyMap<string, string>;
  readonly codeOf: ReadonlyMap<string, string>;
}

const pairsOf = (text: string): [string, string][] =>
  text === '' ? [] : text.split(' ').map((pair) => pair.split('=') as [string, string]);

/** Reads `Name=CODE Name=CODE`; `aliases` maps other spellings to long names in the same notation. */
export function codeSet(text: string, aliases = ''): CodeSet {
  const pairs = pairsOf(text);
  return {
    names: new Set(pairs.map(([name]) => name)),
    codeOf: new Map(pairs),
    longOf: new Map([...pairs.map(([name, code]) => [code, name] as [string, string]), ...pairsOf(aliases)]),
  };
}
