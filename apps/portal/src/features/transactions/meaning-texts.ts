import { setupI18n } from '@lingui/core';
import type { I18n } from '@lingui/core';

const inLanguages = new Map<string, Promise<I18n>>();

/** What the members of messages mean, in a language. The same promise each time: a component can `use` it. */
export function meaningsIn(language: string): Promise<I18n> {
  const known = inLanguages.get(language) ?? load(language);
  inLanguages.set(language, known);
  // What could not be had is asked for again.
  known.catch(() => inLanguages.delete(language));
  return known;
}

async function load(locale: string): Promise<I18n> {
  const { messages } =
    locale === 'fr' ? await import('../../locales/meanings/fr.po') : await import('../../locales/meanings/en.po');
  return setupI18n({ locale, messages: { [locale]: messages } });
}
