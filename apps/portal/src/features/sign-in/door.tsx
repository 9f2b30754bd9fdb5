import { Anchor, Center, Group, Paper, Stack, Title } from '@mantine/core';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LanguageMenu, ThemeMenu } from '../../components/preferences.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { IS_SANDBOX } from '../../lib/page-facts.ts';

/** A page for people who are not signed in. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  usePageTitle(title);
  return (
    <>
      <Group component="header" justify="flex-end" p="xs" gap={4}>
        <LanguageMenu />
        <ThemeMenu />
      </Group>
      <Center component="main" px="md" pt="6vh" pb="xl">
        <Stack w="100%" maw={400} gap="md">
          <Paper withBorder p="xl">
            <Stack gap="lg">
              <Title order={1}>{title}</Title>
              {children}
            </Stack>
          </Paper>
          {IS_SANDBOX && (
            <Anchor renderRoot={(props) => <Link to="/mailbox" {...props} />} size="sm" ta="center">
              <Trans>Mailbox of the sandbox</Trans>
            </Anchor>
          )}
        </Stack>
      </Center>
    </>
  );
}
