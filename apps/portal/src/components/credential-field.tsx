import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Group, TextInput, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Copy } from './copy.tsx';

interface CredentialFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isShownAtFirst?: boolean;
  /** Told when it is shown or hidden: what else is filled with it does likewise. */
  readonly onShow?: (isShown: boolean) => void;
}

/** What stands where a value is hidden. */
export const HIDDEN = '•'.repeat(24);

/** A value with icons to view and to copy it. */
export function CredentialField({ label, value, isShownAtFirst = false, onShow }: CredentialFieldProps) {
  const { t } = useLingui();
  const [isShown, setShown] = useState(isShownAtFirst);
  const toggle = (): void => {
    setShown(!isShown);
    onShow?.(!isShown);
  };
  const action = isShown ? t`Hide ${label}` : t`View ${label}`;
  return (
    <Group gap={4} align="flex-end" wrap="nowrap">
      <TextInput
        label={label}
        value={isShown ? value : HIDDEN}
        readOnly
        flex={1}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', height: 44, lineHeight: 'normal' } }}
      />
      <Tooltip label={action}>
        <ActionIcon variant="subtle" color="gray" size={44} onClick={toggle} aria-label={action}>
          {isShown ? <IconEyeOff size={18} stroke={1.6} /> : <IconEye size={18} stroke={1.6} />}
        </ActionIcon>
      </Tooltip>
      <Copy value={value} name={label} />
    </Group>
  );
}
