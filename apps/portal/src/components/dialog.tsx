import { useLingui } from '@lingui/react/macro';
import { Button, Group, Modal } from '@mantine/core';
import type { MantineColor } from '@mantine/core';
import { useContext, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { DialogContext } from './unsaved.ts';
import type { FormInDialog } from './unsaved.ts';

interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is asked without leaving the page. Closing it with changes in its form asks. */
export function Dialog({ isOpen, title, onClose, children }: DialogProps) {
  const { t } = useLingui();
  const leave = useRef(onClose);
  leave.current = () => {
    if (!form.isAtRisk() || confirm(t`Leave without saving?`)) onClose();
  };
  const form = useMemo<FormInDialog>(() => ({ isAtRisk: () => false, close: () => leave.current() }), []);
  return (
    <Modal opened={isOpen} onClose={form.close} title={title} closeButtonProps={{ 'aria-label': t`Close`, size: 44 }}>
      <DialogContext value={form}>{children}</DialogContext>
    </Modal>
  );
}

/** Closes the dialog that this is in, as its cross does. */
export function useCloseDialog(): () => void {
  const dialog = useContext(DialogContext);
  if (dialog === undefined) throw new Error('there is no Dialog');
  return dialog.close;
}

interface DialogButtonsProps {
  readonly verb: string;
  readonly isSending: boolean;
  readonly colour?: MantineColor;
}

/** The end of a form in a dialog. */
export function DialogButtons({ verb, isSending, colour }: DialogButtonsProps) {
  const { t } = useLingui();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={useCloseDialog()}>
        {t`Cancel`}
      </Button>
      <Button type="submit" loading={isSending} {...(colour === undefined ? {} : { color: colour })}>
        {verb}
      </Button>
    </Group>
  );
}
