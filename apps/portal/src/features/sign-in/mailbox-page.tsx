import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Container, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Empty, QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';

/** Mail that the sandbox does not send. */
export function MailboxPage() {
  const { t } = useLingui();
  const query = useQuery({
    queryKey: ['mailbox'],
    queryFn: () => answerOf(api.GET('/auth/v1/mailbox')),
    refetchInterval: 5_000,
  });
  return (
    <Container component="main" size="sm" py="xl">
      <Stack gap="md">
        <Title order={1}>{t`Mailbox of the sandbox`}</Title>
        <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />} size="sm">
          <Trans>To the sign-in</Trans>
        </Anchor>
        <QueryState query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>
                <Trans>Invitations and links to a new password come here.</Trans>
              </Empty>
            ) : (
              items.map((mail) => (
                <Paper key={mail.mailId} component="article" withBorder p="md">
                  <Title order={2}>{mail.subject}</Title>
                  <Text size="sm" c="dimmed">
                    {mail.to} · <Time at={mail.at} />
                  </Text>
                  {mail.text.split('\n\n').map((part, at) => (
                    <Text key={at} mt="xs" style={{ overflowWrap: 'anywhere' }}>
                      {part.startsWith('http') ? <Anchor href={part}>{part}</Anchor> : part}
                    </Text>
                  ))}
                </Paper>
              ))
            )
          }
        </QueryState>
      </Stack>
    </Container>
  );
}
