import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

// The English text stands in the source; a message without a French one fails the build.
export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  fallbackLocales: false,
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
  format: formatter({ origins: false, lineNumbers: false }),
  orderBy: 'message',
});
