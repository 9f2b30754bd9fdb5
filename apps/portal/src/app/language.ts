import { i18n } from '@lingui/core';

export const LANGUAGES = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = 'language';
const isLanguage = (text: string | null): text is Language => text !== null && text in LANGUAGES;

/** What was chosen in this browser, else what the browser asks for, else English. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

const more = (language: Language) =>
  language === 'fr' ? import('../locales/more/fr.po') : import('../locales/more/en.po');
let isMoreShown = false;

/** Loads the texts of a language and shows them from now on. */
export async function chooseLanguage(language: Language): Promise<void> {
  const { messages } = language === 'fr' ? await import('../locales/fr.po') : await import('../locales/en.po');
  i18n.load(language, { ...messages, ...(isMoreShown && (await more(language)).messages) });
  i18n.activate(language);
  document.documentElement.lang = language;
}

/** A page that shows texts beside those that every page has, and with it those texts. */
export async function withMoreTexts<Page>(page: Promise<Page>): Promise<Page> {
  isMoreShown = true;
  const language = i18n.locale as Language;
  i18n.load(language, (await more(language)).messages);
  return page;
}

export async function rememberLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await chooseLanguage(language);
}
