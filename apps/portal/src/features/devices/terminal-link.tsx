import { useLingui } from '@lingui/react/macro';
import { Anchor } from '@mantine/core';
import type { StoreDevice } from '@ppaas/contracts';
import { IconExternalLink } from '@tabler/icons-react';
import { terminalHref } from '../../lib/page-facts.ts';

/** To the terminal in the browser, in a sandbox; nothing elsewhere, and while no hardware is enrolled. */
export function TerminalLink({
  device: { name, hardware },
}: {
  readonly device: Pick<StoreDevice, 'name' | 'hardware'>;
}) {
  const { t } = useLingui();
  const href = terminalHref(hardware?.serialNumber);
  if (href === undefined) return null;
  return (
    <Anchor
      href={href}
      target="_blank"
      rel="noreferrer"
      size="sm"
      className="finger"
      aria-label={t`Terminal of ${name}`}
    >
      {t`Terminal`} <IconExternalLink size={14} aria-hidden />
    </Anchor>
  );
}
