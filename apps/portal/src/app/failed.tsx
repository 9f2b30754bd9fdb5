import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Center, Code, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { usePageTitle } from '../lib/page-title.ts';
import { problemText } from '../lib/problem-text.ts';
import { ProblemError } from '../lib/problem.ts';

export function NotFound() {
  const { t } = useLingui();
  const title = t`There is no such page`;
  usePageTitle(title);
  return (
    <Center mih="60vh">
      <Stack align="center" gap="sm">
        <Title order={1}>{title}</Title>
        <Button renderRoot={(props) => <Link to="/stores" {...props} />} variant="default">
          <Trans>To the stores</Trans>
        </Button>
      </Stack>
    </Center>
  );
}

/** What is left when a page cannot be drawn. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui();
  return (
    <Center mih="60vh">
      <Stack align="center" gap="sm" role="alert">
        <Title order={1}>
          <Trans>This page could not be shown</Trans>
        </Title>
        <Text>{error instanceof Error ? problemText(error, t) : String(error)}</Text>
        {error instanceof ProblemError && error.requestId !== null && (
          <Text size="sm" c="dimmed">
            {t`Quote this when you ask for help:`} <Code>{error.requestId}</Code>
          </Text>
        )}
        <Button onClick={reset}>
          <Trans>Try again</Trans>
        </Button>
      </Stack>
    </Center>
  );
}
