import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { faultText } from '../lib/fault-text.ts';
import { problemText } from '../lib/problem-text.ts';
import { ProblemError } from '../lib/problem.ts';
import { Id } from './id.tsx';

interface QueryStateProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch' | 'isFetching'>;
  /** Lines that stand there until the data comes, of the same height. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** What a question to the server came to: a skeleton, the reason why not, or the answer, and above it why there is none that is newer. */
export function QueryState<Data>({ query, lines = 3, children }: QueryStateProps<Data>) {
  const { t } = useLingui();
  const { data, error, refetch, isFetching } = query;
  const refusal = error && <Refusal error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
  if (data !== undefined)
    return (
      <>
        {refusal}
        {children(data)}
      </>
    );
  if (refusal !== null) return refusal;
  return (
    <Stack gap="xs" aria-busy="true" aria-label={t`Loading`}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={44} />
      ))}
    </Stack>
  );
}

interface RefusalProps {
  readonly error: Error;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
  /** What the members of the question are called, where the refusal may be about one of them. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Why something did not work, and what to quote when one asks for help. */
export function Refusal({ error, onRetry, isRetrying = false, labels }: RefusalProps) {
  const { t } = useLingui();
  const faults = labels !== undefined && error instanceof ProblemError ? error.faults : [];
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Stack gap="xs">
        {faults.length === 0 && <Text>{problemText(error, t)}</Text>}
        {faults.map((fault) => (
          <Text key={fault.pointer}>{`${labels?.[fault.member] ?? fault.member}: ${faultText(fault, t)}`}</Text>
        ))}
        <Group gap="md">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry} loading={isRetrying}>
              <Trans>Try again</Trans>
            </Button>
          )}
          {error instanceof ProblemError && error.requestId !== null && (
            <Text size="xs" c="dimmed">
              <Trans>Trace</Trans> <Id value={error.requestId} name={t`Trace`} />
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

/** One sentence on what this is, and the one button that fills it. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="md">
        <Text ta="center" maw={480}>
          {children}
        </Text>
        {action}
      </Stack>
    </Paper>
  );
}
