import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface CopyProps {
  readonly value: string;
  /** What is copied, such as "Application ID". */
  readonly name: string;
}

export function Copy({ value, name }: CopyProps) {
  const { t } = useLingui();
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  const label = copied ? t`${name} copied` : t`Copy ${name}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color={copied ? 'teal' : 'gray'}
        size={44}
        onClick={() => copy(value)}
        aria-label={label}
      >
        {copied ? <IconCheck size={18} /> : <IconCopy size={18} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}
