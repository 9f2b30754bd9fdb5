import { useLingui } from '@lingui/react/macro';
import { Paper, Text } from '@mantine/core';
import type { ResolutionFacts } from '@ppaas/contracts';
import { Time } from '../../components/time.tsx';
import { STATE_LOOKS } from './transaction-state.tsx';

/** Who said what became of it, and why that person was sure. */
export function ResolutionNote({ resolution }: { readonly resolution: ResolutionFacts }) {
  const { t } = useLingui();
  const { outcome, actor, reason, at } = resolution;
  const word = t(STATE_LOOKS[outcome].text);
  return (
    <Paper withBorder p="lg">
      <Text size="sm">
        {t`Settled as “${word}” by ${actor}`}, <Time at={at} />
      </Text>
      <Text size="sm" c="dimmed">
        {reason}
      </Text>
    </Paper>
  );
}
