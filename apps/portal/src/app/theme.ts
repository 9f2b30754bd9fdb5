import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

/** The one accent; shade 7 has 5.9:1 on white, shade 3 as much on the dark body. */
const accent: MantineColorsTuple = [
  ...(['#eaf2fd', '#d2e2f8', '#a5c6f3', '#7cabec', '#5790e2'] as const),
  ...(['#3a79d3', '#2869c6', '#1f5fbf', '#194f9f', '#123d7d'] as const),
];

/** Calm and dense: neutral greys, one accent, 14 px, a grid of 4 px. */
export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 6,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  /** 900 px: below it the navigation folds. */
  breakpoints: { xs: '30em', sm: '40em', md: '56.25em', lg: '75em', xl: '90em' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // They go by themselves: those that stay say what closes them.
    Notification: { defaultProps: { withCloseButton: false } },
    Modal: { defaultProps: { transitionProps: { duration: 100 }, centered: true } },
    Tooltip: { defaultProps: { openDelay: 300, withinPortal: true } },
  },
});

/** What is quiet, wrong or a link is still read easily: 4.5:1 and more on what it stands on, in either theme. */
export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-accent-8)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--danger': 'var(--mantine-color-red-9)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-accent-3)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--danger': 'var(--mantine-color-red-4)',
  },
});
