import { useLingui } from '@lingui/react/macro';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import { Chip } from '../../components/chip.tsx';

/** Whether the Retail API is on, and what it is off because of. */
export function Subscribed({ isOn, because }: { readonly isOn: boolean; readonly because?: string | undefined }) {
  const { t } = useLingui();
  if (!isOn) return <Chip icon={IconBan} colour="gray" text={t`Off`} />;
  if (because !== undefined) return <Chip icon={IconBan} colour="orange" text={t`Off with ${because}`} />;
  return <Chip icon={IconCircleCheck} colour="teal" text={t`On`} />;
}
