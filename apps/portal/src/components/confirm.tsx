import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Refusal } from './states.tsx';

interface ConfirmProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What stops working, in concrete words. */
  readonly children: ReactNode;
  /** What the button does. */
  readonly verb: string;
  /** False for what stops nothing: the button is not red. */
  readonly isDangerous?: boolean;
  /** Has to be typed before the button works. */
  readonly typedName?: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something is done that cannot be undone. */
export function Confirm(props: ConfirmProps) {
  const { isOpen, title, children, verb, isDangerous = true, typedName, onConfirm, onClose } = props;
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const close = (): void => {
    setTyped('');
    setError(undefined);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
    }
  };
  const isReady = typedName === undefined || typed === typedName;
  return (
    <Modal opened={isOpen} onClose={close} title={title} closeButtonProps={{ 'aria-label': t`Close` }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void confirm();
        }}
      >
        <Stack gap="md">
          <div>{children}</div>
          {typedName !== undefined && (
            <TextInput
              label={t`To go on, type ${typedName}`}
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {error !== undefined && <Refusal error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              <Trans>Cancel</Trans>
            </Button>
            <Button {...(isDangerous ? { color: 'red.9' } : {})} type="submit" disabled={!isReady} loading={isBusy}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
