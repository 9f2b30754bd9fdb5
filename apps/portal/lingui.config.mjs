import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

const MEANINGS = '<rootDir>/src/features/transactions/meanings.ts';

// The English text stands in the source; a message without a French one fails the build.
export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  fallbackLocales: false,
  catalogs: [
    { path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'], exclude: [MEANINGS] },
    // Loaded with the first message that is opened.
    { path: '<rootDir>/src/locales/meanings/{locale}', include: [MEANINGS] },
  ],
  format: formatter({ origins: false, lineNumbers: false }),
  orderBy: 'message',
});
