import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from './confirm.tsx';

interface ShowKeysOnceProps {
  readonly isOnce: boolean;
  /** What is said where it is off. */
  readonly otherwise: string;
  /** What turning it off does: of the button. */
  readonly keep: string;
  readonly isAllowed?: boolean;
  readonly onTurn: (isOnce: boolean) => Promise<unknown>;
}

/** Whether Keys are shown once, for an organisation or a store. */
export function ShowKeysOnce({ isOnce, otherwise, keep, isAllowed = true, onTurn }: ShowKeysOnceProps) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={2}>
          <Trans>Keys of points of sale</Trans>
        </Title>
        <Text size="sm">{isOnce ? t`A Key is shown once, when it is made. Nobody can see it again.` : otherwise}</Text>
        {isAllowed && (
          <Group>
            <Button variant="default" onClick={() => setAsking(true)}>
              {isOnce ? keep : t`Show Keys once`}
            </Button>
          </Group>
        )}
      </Stack>
      <Confirm
        isOpen={isAsking}
        title={isOnce ? keep : t`Show Keys once`}
        verb={isOnce ? keep : t`Show once, forget those kept`}
        isDangerous={!isOnce}
        onConfirm={() => onTurn(!isOnce)}
        onClose={() => setAsking(false)}
      >
        {isOnce ? (
          <Trans>Keys that are made from now on can be shown again. Those of before cannot.</Trans>
        ) : (
          <Trans>
            The Keys that are kept are forgotten: they go on working, but nobody sees them again. That part cannot be
            undone.
          </Trans>
        )}
      </Confirm>
    </Paper>
  );
}
