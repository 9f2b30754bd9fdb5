import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
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
import type { Icon } from '@tabler/icons-react';
import { Chip } from '../../components/chip.tsx';
import { shortText } from '../../lib/moment.ts';
import { useTimeZone } from '../../lib/time-zone.ts';
import { standingOf } from './standing.ts';
import type { Standing } from './standing.ts';

interface Look {
  readonly icon: Icon;
  readonly colour: 'teal' | 'blue' | 'orange' | 'red' | 'gray';
  readonly text: MessageDescriptor;
}

export const STANDING_LOOKS: Readonly<Record<Standing, Look>> = {
  ONLINE: { icon: IconCircleCheck, colour: 'teal', text: msg`Online` },
  BUSY: { icon: IconCreditCard, colour: 'blue', text: msg`Busy` },
  MAINTENANCE: { icon: IconTool, colour: 'orange', text: msg`Maintenance` },
  OFFLINE: { icon: IconPlugConnectedX, colour: 'red', text: msg`Offline` },
  NEVER: { icon: IconCircleDashed, colour: 'gray', text: msg`Never seen` },
  UNKNOWN: { icon: IconQuestionMark, colour: 'gray', text: msg`Not known now` },
};

/** Online, busy, offline since when, or never seen. */
export function Presence({
  device,
}: {
  readonly device: Pick<StoreDevice, 'presence' | 'state' | 'lastSeenAt' | 'busyWith'>;
}) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  const { lastSeenAt, busyWith } = device;
  const standing = standingOf(device);
  const look = STANDING_LOOKS[standing];
  if (standing === 'BUSY' && busyWith !== null) return <Chip {...look} text={t`Busy with ${busyWith}`} />;
  if (standing === 'OFFLINE' && lastSeenAt !== null) {
    const since = shortText(lastSeenAt, new Date(), timeZone, i18n.locale);
    return <Chip {...look} text={t`Offline since ${since}`} />;
  }
  return <Chip {...look} text={t(look.text)} />;
}
