import { useLingui } from '@lingui/react/macro';
import { Paper, Text } from '@mantine/core';
import type { ResolutionFacts } from '@ppaas/contracts';
import { Time } from '../../components/time.tsx';
import { STATE_LOOKS } from './transaction-state.tsx';

interface ResolutionNoteProps {
  readonly resolution: ResolutionFacts;
  readonly timeZone: string | undefined;
}

/** Who said what became of it, and why that person was sure. */
export function ResolutionNote({ resolution: { outcome, actor, reason, at }, timeZone }: ResolutionNoteProps) {
  const { t } = useLingui();
  const word = t(STATE_LOOKS[outcome].text);
  return (
    <Paper withBorder p="lg">
      <Text size="sm">
        {t`Settled as “${word}” by ${actor}`}, <Time at={at} timeZone={timeZone} />
      </Text>
      <Text size="sm" c="dimmed">
        {reason}
      </Text>
    </Paper>
  );
}
