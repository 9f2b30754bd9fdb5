import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, Paper, Stack, Title, useMantineColorScheme } from '@mantine/core';
import { LANGUAGES, rememberLanguage } from '../../app/language.ts';
import type { Language } from '../../app/language.ts';
import { SCHEMES, useSchemeNames } from '../../components/preferences.tsx';

/** How the portal looks in this browser. */
export function Preferences() {
  const { t, i18n } = useLingui();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const names = useSchemeNames();
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={2}>
          <Trans>In this browser</Trans>
        </Title>
        <NativeSelect
          label={t`Language`}
          value={i18n.locale}
          onChange={({ currentTarget }) => void rememberLanguage(currentTarget.value as Language)}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        />
        <NativeSelect
          label={t`Colours`}
          value={colorScheme}
          onChange={({ currentTarget }) => setColorScheme(currentTarget.value as (typeof SCHEMES)[number])}
          data={SCHEMES.map((value) => ({ value, label: names[value] }))}
        />
      </Stack>
    </Paper>
  );
}
