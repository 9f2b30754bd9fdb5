import { useLingui } from '@lingui/react/macro';
import type { StoreDevice } from '@ppaas/contracts';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCreditCard,
  IconPlugConnectedX,
  IconQuestionMark,
  IconTool,
} from '@tabler/icons-react';
import { Chip } from '../../components/chip.tsx';
import { shortText } from '../../lib/moment.ts';
import { useTimeZone } from '../../lib/time-zone.ts';

/** Online, busy, offline since when, or never seen. */
export function Presence({
  device,
}: {
  readonly device: Pick<StoreDevice, 'presence' | 'state' | 'lastSeenAt' | 'busyWith'>;
}) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  const { presence, state, lastSeenAt, busyWith } = device;
  if (presence === 'UNKNOWN') return <Chip icon={IconQuestionMark} colour="gray" text={t`Not known now`} />;
  if (presence === 'ONLINE') {
    if (state === 'BUSY') {
      return <Chip icon={IconCreditCard} colour="blue" text={busyWith === null ? t`Busy` : t`Busy with ${busyWith}`} />;
    }
    if (state === 'MAINTENANCE') return <Chip icon={IconTool} colour="orange" text={t`Maintenance`} />;
    return <Chip icon={IconCircleCheck} colour="teal" text={t`Online`} />;
  }
  if (lastSeenAt === null) return <Chip icon={IconCircleDashed} colour="gray" text={t`Never seen`} />;
  const since = shortText(lastSeenAt, new Date(), timeZone, i18n.locale);
  return <Chip icon={IconPlugConnectedX} colour="red" text={t`Offline since ${since}`} />;
}
