import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useState } from 'react';
import { Chip } from '../../components/chip.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { useProof, wasRefused } from '../../components/proof.tsx';
import { Refusal } from '../../components/states.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useOnce } from '../../lib/once.ts';
import { readSignInAgain, usePerson } from '../../lib/session.ts';
import { AddAuthenticator } from './add-authenticator.tsx';
import type { Proposal } from './add-authenticator.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export function SecondFactor() {
  const { t } = useLingui();
  const { hasSecondFactor } = usePerson();
  const [proposal, setProposal] = useState<Proposal>();
  const [codes, setCodes] = useState<readonly string[]>();
  const confirmed = async (recoveryCodes: readonly string[]): Promise<void> => {
    setProposal(undefined);
    setCodes(recoveryCodes);
    await readSignInAgain();
  };
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2}>
            <Trans>Second factor</Trans>
          </Title>
          {hasSecondFactor ? (
            <Chip icon={IconCircleCheck} colour="teal" text={t`On`} />
          ) : (
            <Chip icon={IconCircleDashed} colour="orange" text={t`Off`} />
          )}
        </Group>
        <Text size="sm">
          <Trans>
            An authenticator on your phone shows a code that is asked for after the password, and before a Key is shown.
          </Trans>
        </Text>
        {codes !== undefined && <RecoveryCodes codes={codes} />}
        {proposal === undefined ? (
          <Acts hasSecondFactor={hasSecondFactor} onProposed={setProposal} onCodes={setCodes} />
        ) : (
          <AddAuthenticator proposal={proposal} onConfirmed={confirmed} onCancel={() => setProposal(undefined)} />
        )}
      </Stack>
    </Paper>
  );
}

interface ActsProps {
  readonly hasSecondFactor: boolean;
  readonly onProposed: (proposal: Proposal) => void;
  readonly onCodes: (codes: readonly string[] | undefined) => void;
}

function Acts({ hasSecondFactor, onProposed, onCodes }: ActsProps) {
  const { t } = useLingui();
  const withProof = useProof();
  const [error, setError] = useState<Error>();
  const [asked, setAsked] = useState<'remove' | 'newCodes'>();
  const close = (): void => setAsked(undefined);
  const [once, onceMore] = [useOnce(), useOnce()];
  const act = async (work: () => Promise<void>): Promise<void> => {
    setError(undefined);
    try {
      await withProof(work);
    } catch (failure) {
      if (!wasRefused(failure)) setError(failure as Error);
    }
  };
  const propose = async (): Promise<void> =>
    onProposed(await once((key) => answerOf(api.POST('/auth/v1/account/second-factor', { params: under(key) }))));
  const newCodes = async (): Promise<void> => {
    const make = (key: string) => answerOf(api.POST('/auth/v1/account/recovery-codes', { params: under(key) }));
    onCodes((await onceMore(make)).recoveryCodes);
  };
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/auth/v1/account/second-factor'));
    onCodes(undefined);
    await readSignInAgain();
  };
  return (
    <>
      {error !== undefined && <Refusal error={error} />}
      <Group>
        <Button variant={hasSecondFactor ? 'default' : 'filled'} onClick={() => void act(propose)}>
          {hasSecondFactor ? <Trans>Use another authenticator</Trans> : <Trans>Add an authenticator</Trans>}
        </Button>
        {hasSecondFactor && (
          <>
            <Button variant="default" onClick={() => setAsked('newCodes')}>
              <Trans>New recovery codes</Trans>
            </Button>
            <Button variant="default" c="var(--danger)" onClick={() => setAsked('remove')}>
              <Trans>Remove</Trans>
            </Button>
          </>
        )}
      </Group>
      <Confirm
        isOpen={asked === 'remove'}
        title={t`Remove the second factor`}
        verb={t`Remove`}
        onConfirm={() => act(remove)}
        onClose={close}
      >
        <Trans>From then on the password alone opens your account, and shows Keys. The recovery codes are void.</Trans>
      </Confirm>
      <Confirm
        isOpen={asked === 'newCodes'}
        title={t`New recovery codes`}
        verb={t`Make new codes`}
        onConfirm={() => act(newCodes)}
        onClose={close}
      >
        <Trans>The codes that you have kept open nothing any more: the new ones take their place.</Trans>
      </Confirm>
    </>
  );
}

const under = (key: string) => ({ header: { 'Idempotency-Key': key } });
