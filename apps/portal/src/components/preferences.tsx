import { useLingui } from '@lingui/react/macro';
import { useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLanguage, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react';
import { LANGUAGES, rememberLanguage } from '../app/language.ts';
import type { Language } from '../app/language.ts';
import { DropDown, DropDownItem } from './drop-down.tsx';

export function LanguageMenu() {
  const { t, i18n } = useLingui();
  return (
    <DropDown
      role="menu"
      side="right"
      label={t`Language`}
      className="quiet-button"
      target={<IconLanguage size={20} stroke={1.6} aria-hidden />}
    >
      {(close) =>
        (Object.entries(LANGUAGES) as [Language, string][]).map(([language, name]) => (
          <DropDownItem
            key={language}
            lang={language}
            onClick={() => {
              void rememberLanguage(language);
              close();
            }}
          >
            {name}
            {i18n.locale === language && <IconCheck size={16} aria-label={t`chosen`} />}
          </DropDownItem>
        ))
      }
    </DropDown>
  );
}

export const SCHEMES = ['light', 'dark', 'auto'] as const;
const ICONS = { light: IconSun, dark: IconMoon, auto: IconSunMoon } as const;

export function useSchemeNames(): Readonly<Record<(typeof SCHEMES)[number], string>> {
  const { t } = useLingui();
  return { light: t`Light`, dark: t`Dark`, auto: t`As the system` };
}

export function ThemeMenu() {
  const { t } = useLingui();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const names = useSchemeNames();
  const Current = ICONS[colorScheme];
  return (
    <DropDown
      role="menu"
      side="right"
      label={t`Colours`}
      className="quiet-button"
      target={<Current size={20} stroke={1.6} aria-hidden />}
    >
      {(close) =>
        SCHEMES.map((scheme) => (
          <DropDownItem
            key={scheme}
            onClick={() => {
              setColorScheme(scheme);
              close();
            }}
          >
            {names[scheme]}
            {colorScheme === scheme && <IconCheck size={16} aria-label={t`chosen`} />}
          </DropDownItem>
        ))
      }
    </DropDown>
  );
}
