import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import type { Activation, DeviceWithHardware, StoreDevice } from '@ppaas/contracts';
import { useState } from 'react';
import { Refusal } from '../../components/states.tsx';
import { useOnce } from '../../lib/once.ts';
import { ActivationCode } from './activation-code.tsx';
import { newActivation } from './device-queries.ts';

interface SwapHardwareProps {
  readonly device: DeviceWithHardware;
  readonly shown: StoreDevice | undefined;
  /** How many pieces are enrolled now. */
  readonly pieces: number;
}

const MAX_PIECES = 2;

/** A code for other hardware: the device keeps its id, its name and its methods. */
export function SwapHardware({ device, shown, pieces }: SwapHardwareProps) {
  const { t } = useLingui();
  const [activation, setActivation] = useState<Activation>();
  const [formerSerial, setFormerSerial] = useState<string>();
  const [error, setError] = useState<Error>();
  const once = useOnce();
  const label = pieces === 0 ? t`Enrol hardware` : t`Swap hardware`;
  const begin = async (): Promise<void> => {
    setError(undefined);
    try {
      setFormerSerial(shown?.hardware?.serialNumber);
      setActivation(await once((key) => newActivation(device.deviceId, key)));
    } catch (failure) {
      setError(failure as Error);
    }
  };
  if (pieces >= MAX_PIECES && activation === undefined) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>A device has two pieces of hardware at most: revoke the standby before you swap again.</Trans>
      </Text>
    );
  }
  const serialNow = shown?.hardware?.serialNumber;
  const hasJoined = shown?.presence === 'ONLINE' && serialNow !== formerSerial;
  return (
    <>
      <Button variant="default" onClick={() => void begin()}>
        {label}
      </Button>
      {error !== undefined && <Refusal error={error} />}
      <Modal
        opened={activation !== undefined}
        onClose={() => setActivation(undefined)}
        title={label}
        size="lg"
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Stack gap="md">
          {hasJoined ? (
            <Alert color="teal" role="status">
              <Trans>{serialNow} is online in its place.</Trans>
            </Alert>
          ) : (
            activation !== undefined && (
              <>
                {pieces > 0 && (
                  <Text size="sm">
                    <Trans>
                      {device.name} keeps its id, its name and its payment methods. The present hardware becomes the
                      standby: it gets no sale any more, and what it still has to tell counts until you revoke it.
                    </Trans>
                  </Text>
                )}
                <ActivationCode activation={activation} onNew={setActivation} />
              </>
            )
          )}
        </Stack>
      </Modal>
    </>
  );
}
