import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Title } from '@mantine/core';
import type { PosWithKeys, ShownKey } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { useProof, wasRefused } from '../../components/proof.tsx';
import { Refusal } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useOnce } from '../../lib/once.ts';
import { Credentials } from './credentials.tsx';
import { useOnlySight } from './only-sight.ts';
import { posQuery } from './pos-queries.ts';
import { RotateKey } from './rotate-key.tsx';

interface KeysProps {
  readonly pos: PosWithKeys;
  readonly isAllowed: boolean;
}

/** The Keys that open, and what can be done with them. */
export function Keys({ pos, isAllowed }: KeysProps) {
  const [shown, setShown] = useState<ShownKey>();
  useOnlySight(pos, shown?.keyVersion);
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={3}>
          <Trans>Keys</Trans>
        </Title>
        {shown !== undefined && <Credentials {...shown} reference={pos.reference} />}
        <KeyTable pos={pos} isAllowed={isAllowed} />
        {isAllowed && (
          <Group align="flex-start">
            {shown === undefined && pos.keys[0]?.isKept === true && <Reveal posId={pos.posId} onShown={setShown} />}
            <RotateKey pos={pos} onShown={setShown} />
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

function KeyTable({ pos, isAllowed }: KeysProps) {
  const { t } = useLingui();
  const { posId, name } = pos;
  const [ending, setEnding] = useState<number>();
  const queryClient = useQueryClient();
  const end = async (): Promise<void> => {
    const path = { posId, keyVersion: String(ending) };
    await answerOf(api.DELETE('/registry/v1/points-of-sale/{posId}/keys/{keyVersion}', { params: { path } }));
    await queryClient.invalidateQueries(posQuery(pos));
  };
  return (
    <>
      <DataTable
        caption={t`Keys`}
        rows={pos.keys}
        keyOf={({ keyVersion }) => String(keyVersion)}
        columns={[
          { key: 'version', header: t`Key`, cell: ({ keyVersion }) => `#${keyVersion}` },
          { key: 'made', header: t`Made`, cell: ({ createdAt }) => <Time at={createdAt} /> },
          {
            key: 'ends',
            header: t`Ends`,
            cell: ({ expiresAt }) => (expiresAt === null ? t`when it is rotated` : <Time at={expiresAt} />),
          },
          {
            key: 'act',
            header: t`Actions`,
            isNumber: true,
            cell: ({ keyVersion, expiresAt }) =>
              isAllowed &&
              expiresAt !== null && (
                <Button variant="default" size="xs" onClick={() => setEnding(keyVersion)}>
                  <Trans>End now</Trans>
                </Button>
              ),
          },
        ]}
      />
      <Confirm
        isOpen={ending !== undefined}
        title={t`End Key #${ending ?? 0}`}
        verb={t`End the Key`}
        onConfirm={end}
        onClose={() => setEnding(undefined)}
      >
        <Trans>
          Software that still uses it gets no token any more. The tokens that {name} has now are refused: it asks for
          another with the new Key.
        </Trans>
      </Confirm>
    </>
  );
}

interface RevealProps {
  readonly posId: string;
  readonly onShown: (shown: ShownKey) => void;
}

function Reveal({ posId, onShown }: RevealProps) {
  const withProof = useProof();
  const once = useOnce();
  const [error, setError] = useState<Error>();
  const [isBusy, setBusy] = useState(false);
  const ask = (key: string): Promise<ShownKey> => {
    const params = { path: { posId }, header: { 'Idempotency-Key': key } };
    return withProof(() => answerOf(api.POST('/registry/v1/points-of-sale/{posId}/key-reveals', { params })));
  };
  const reveal = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      onShown(await once(ask));
    } catch (failure) {
      if (!wasRefused(failure)) setError(failure as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="xs">
      <Button variant="default" onClick={() => void reveal()} loading={isBusy}>
        <Trans>View the Key</Trans>
      </Button>
      {error !== undefined && <Refusal error={error} />}
    </Stack>
  );
}
