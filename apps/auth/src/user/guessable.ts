import { COMMON_WORDS } from './common-words.ts';

/** What somebody who guesses knows of the person. */
export interface Known {
  readonly email: string;
  readonly name: string;
  readonly organisationName: string;
}

/** Fewer letters than these beside what everybody guesses are no secret. */
const OWN_LETTERS = 5;
const DIFFERENT_CHARACTERS = 5;

const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i', '€': 'e' },
};

const withoutAccents = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}]/gu, '');
/** A letter or a digit written as what looks like it; decoration at the ends is none of a word. */
const spelledOut = (text: string): string =>
  lettersOf([...text.replace(/[\d\W_]+$/, '')].map((letter) => LOOKALIKES[letter] ?? letter).join(''));

/** Whether a password is one of those that are tried first: common words, keyboard runs, what the person is called. */
export function isGuessable(password: string, { email, name, organisationName }: Known): boolean {
  const plain = withoutAccents(password);
  if (new Set(plain).size < DIFFERENT_CHARACTERS) return true;
  const own = [...email.split('@'), ...email.split(/[@.]/), name, organisationName]
    .flatMap((text) => [text, ...text.split(/\P{L}+/u)])
    .map((text) => lettersOf(withoutAccents(text)))
    .filter((word) => word.length >= 3);
  const words = [...COMMON_WORDS, ...own].toSorted((a, b) => b.length - a.length);
  return [lettersOf(plain), spelledOut(plain)].some((letters) => without(letters, words).length < OWN_LETTERS);
}

const without = (letters: string, words: readonly string[]): string =>
  words.reduce((rest, word) => rest.replaceAll(word, ' '), letters).replaceAll(' ', '');
