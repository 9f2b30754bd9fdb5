import { useLingui } from '@lingui/react/macro';
import { Stack } from '@mantine/core';
import { Page } from '../../components/page.tsx';
import { Password } from './password.tsx';
import { Preferences } from './preferences.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SignIns } from './sign-ins.tsx';

export function AccountPage() {
  const { t } = useLingui();
  return (
    <Page title={t`Account`}>
      <Stack gap="md" maw={640}>
        <SecondFactor />
        <Password />
        <SignIns />
        <Preferences />
      </Stack>
    </Page>
  );
}
