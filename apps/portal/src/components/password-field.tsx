import { useLingui } from '@lingui/react/macro';
import { PasswordInput } from '@mantine/core';
import type { PasswordInputProps } from '@mantine/core';

/** A password, with a button that shows what was typed. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useLingui();
  return (
    <PasswordInput
      {...props}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
      rightSectionWidth={44}
      styles={{ visibilityToggle: { width: 44, height: 44 } }}
    />
  );
}
