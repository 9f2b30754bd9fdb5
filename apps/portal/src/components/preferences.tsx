import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLanguage, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react';
import { LANGUAGES, rememberLanguage } from '../app/language.ts';
import type { Language } from '../app/language.ts';

export function LanguageMenu() {
  const { t, i18n } = useLingui();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t`Language`}>
          <IconLanguage size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.entries(LANGUAGES) as [Language, string][]).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void rememberLanguage(language)}
            rightSection={i18n.locale === language && <IconCheck size={16} aria-label={t`chosen`} />}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const ICONS = { light: IconSun, dark: IconMoon, auto: IconSunMoon } as const;

export function ThemeMenu() {
  const { t } = useLingui();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const names = { light: t`Light`, dark: t`Dark`, auto: t`As the system` } as const;
  const Current = ICONS[colorScheme];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t`Colours`}>
          <Current size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme && <IconCheck size={16} aria-label={t`chosen`} />}
          >
            {names[scheme]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
