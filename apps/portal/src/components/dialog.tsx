import { useLingui } from '@lingui/react/macro';
import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is asked without leaving the page. */
export function Dialog({ isOpen, title, onClose, children }: DialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t`Close`, size: 44 }}>
      {children}
    </Modal>
  );
}

interface DialogButtonsProps {
  readonly verb: string;
  readonly isSending: boolean;
  readonly onClose: () => void;
}

/** The end of a form in a dialog. */
export function DialogButtons({ verb, isSending, onClose }: DialogButtonsProps) {
  const { t } = useLingui();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t`Cancel`}
      </Button>
      <Button type="submit" loading={isSending}>
        {verb}
      </Button>
    </Group>
  );
}
