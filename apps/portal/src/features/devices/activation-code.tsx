import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import type { Activation } from '@ppaas/contracts';
import { useState } from 'react';
import { Copy } from '../../components/copy.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { Refusal } from '../../components/states.tsx';
import { useOnce } from '../../lib/once.ts';
import { newActivation } from './device-queries.ts';

interface ActivationCodeProps {
  readonly activation: Activation;
  readonly onNew: (activation: Activation) => void;
}

/** A code while it is good, and another one when somebody asks for it. It is shown here and never again. */
export function ActivationCode({ activation, onNew }: ActivationCodeProps) {
  const { t } = useLingui();
  const { activationCode: code, activationExpiresAt } = activation;
  const leftMs = useTimeLeft(activationExpiresAt);
  if (leftMs === 0) {
    return (
      <Stack gap="sm" align="flex-start">
        <Text role="alert">
          <Trans>The code was good for 15 minutes, and is not any more.</Trans>
        </Text>
        <NewCode deviceId={activation.deviceId} onNew={onNew} />
      </Stack>
    );
  }
  return (
    <Group gap="lg" align="flex-start" wrap="nowrap">
      <QrCode text={enrolmentText(code)} label={t`Activation code as a QR code`} />
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          <Trans>Activation code</Trans>
        </Text>
        <Group gap={4} wrap="nowrap">
          <Code fz={24}>{`${code.slice(0, 5)} ${code.slice(5)}`}</Code>
          <Copy value={code} name={t`Activation code`} />
        </Group>
        <Text size="sm">
          <Trans>
            Type it at the device, or let it scan the square. It is good for one device, for{' '}
            <span role="timer">{clock(leftMs)}</span> more, and is not shown again.
          </Trans>
        </Text>
        <NewCode deviceId={activation.deviceId} onNew={onNew} />
      </Stack>
    </Group>
  );
}

function NewCode({ deviceId, onNew }: { readonly deviceId: string } & Pick<ActivationCodeProps, 'onNew'>) {
  const [error, setError] = useState<Error>();
  const [isBusy, setBusy] = useState(false);
  const once = useOnce();
  const make = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      onNew(await once((key) => newActivation(deviceId, key)));
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" onClick={() => void make()} loading={isBusy}>
        <Trans>Make a new code</Trans>
      </Button>
      {error !== undefined && <Refusal error={error} />}
    </>
  );
}

/** What the device has to know: where it enrols, and the code, in the part of an address that is never sent anywhere. */
const enrolmentText = (code: string): string => `${location.origin}/device/v1/enrol#${code}`;

/** Milliseconds, 0 when the moment has passed. */
function useTimeLeft(until: string): number {
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true });
  return Math.max(0, Date.parse(until) - now);
}

function clock(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
