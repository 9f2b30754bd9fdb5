import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

const MEANINGS = '<rootDir>/src/features/transactions/meanings.ts';
/** What only pages with `withMoreTexts` load: the first load is smaller without its texts. */
export const MORE = [
  ...['account', 'operations'].map((folder) => `<rootDir>/src/features/${folder}`),
  ...[
    ...['cause-text.ts', 'hops.ts', 'outlook-panel.tsx', 'resolve.tsx', 'resolution-note.tsx'],
    ...['timeline.tsx', 'message-view.tsx', 'message-row.tsx', 'member-note.tsx', 'transaction-page.tsx'],
  ].map((file) => `<rootDir>/src/features/transactions/${file}`),
];

// The English text stands in the source; a message without a French one fails the build.
export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  fallbackLocales: false,
  catalogs: [
    { path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'], exclude: [...MORE, MEANINGS] },
    { path: '<rootDir>/src/locales/more/{locale}', include: MORE },
    // Loaded with the first message that is opened.
    { path: '<rootDir>/src/locales/meanings/{locale}', include: [MEANINGS] },
  ],
  format: formatter({ origins: false, lineNumbers: false }),
  orderBy: 'message',
});
