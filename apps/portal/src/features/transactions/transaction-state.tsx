import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import type { Hop, TransactionState } from '@ppaas/contracts';
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleHalf2,
  IconCircleMinus,
  IconCircleX,
  IconCreditCard,
  IconDeviceMobile,
  IconHourglass,
  IconQuestionMark,
  IconUserExclamation,
  IconWorldUpload,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { Chip } from '../../components/chip.tsx';

interface Look {
  readonly text: MessageDescriptor;
  readonly icon: Icon;
  readonly colour: 'teal' | 'gray' | 'orange' | 'red' | 'blue';
}

const WAITING: Look = { text: msg`Waiting`, icon: IconHourglass, colour: 'gray' };
const CARD: Look = { text: msg`Card`, icon: IconCreditCard, colour: 'blue' };
const AUTHORISING: Look = { text: msg`Authorising`, icon: IconWorldUpload, colour: 'blue' };

/** One word for each state, the same everywhere. */
export const STATE_LOOKS: Readonly<Record<TransactionState, Look>> = {
  ACCEPTED: WAITING,
  DISPATCHING: WAITING,
  DISPATCHED: { text: msg`On the device`, icon: IconDeviceMobile, colour: 'blue' },
  IN_PROGRESS: CARD,
  UNKNOWN: { text: msg`Unknown`, icon: IconQuestionMark, colour: 'orange' },
  NEEDS_ATTENTION: { text: msg`Needs attention`, icon: IconUserExclamation, colour: 'red' },
  APPROVED: { text: msg`Approved`, icon: IconCircleCheck, colour: 'teal' },
  PARTIAL: { text: msg`Part approved`, icon: IconCircleHalf2, colour: 'teal' },
  DECLINED: { text: msg`Declined`, icon: IconCircleX, colour: 'red' },
  CANCELLED: { text: msg`Cancelled`, icon: IconBan, colour: 'gray' },
  NOT_STARTED: { text: msg`Not started`, icon: IconCircleMinus, colour: 'gray' },
  FAILED: { text: msg`Failed`, icon: IconAlertTriangle, colour: 'red' },
};

interface StateProps {
  readonly state: TransactionState;
  /** The last step of it that was seen, where that is known. */
  readonly lastHop?: Hop | undefined;
}

export function StateChip({ state, lastHop }: StateProps) {
  const { t } = useLingui();
  const { text, icon, colour } =
    state === 'IN_PROGRESS' && lastHop === 'AUTHORISING' ? AUTHORISING : STATE_LOOKS[state];
  return <Chip icon={icon} colour={colour} text={t(text)} />;
}
