import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import type { TransactionLine, TransactionStage, TransactionState } from '@ppaas/contracts';
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
const ON_DEVICE: Look = { text: msg`On the device`, icon: IconDeviceMobile, colour: 'blue' };

/** One word for each state. What is in progress is called by how far it is: `lookOf`. */
export const STATE_LOOKS: Readonly<Record<TransactionState, Look>> = {
  ACCEPTED: WAITING,
  DISPATCHING: WAITING,
  DISPATCHED: ON_DEVICE,
  IN_PROGRESS: { ...ON_DEVICE, text: msg`In progress at the device` },
  UNKNOWN: { text: msg`Unknown`, icon: IconQuestionMark, colour: 'orange' },
  NEEDS_ATTENTION: { text: msg`Needs attention`, icon: IconUserExclamation, colour: 'red' },
  APPROVED: { text: msg`Approved`, icon: IconCircleCheck, colour: 'teal' },
  PARTIAL: { text: msg`Part approved`, icon: IconCircleHalf2, colour: 'teal' },
  DECLINED: { text: msg`Declined`, icon: IconCircleX, colour: 'red' },
  CANCELLED: { text: msg`Cancelled`, icon: IconBan, colour: 'gray' },
  NOT_STARTED: { text: msg`Not started`, icon: IconCircleMinus, colour: 'gray' },
  FAILED: { text: msg`Failed`, icon: IconAlertTriangle, colour: 'red' },
};

const STAGE_LOOKS: Readonly<Record<TransactionStage, Look>> = {
  // The amount is shown; nobody has presented a card.
  DISPLAYED: ON_DEVICE,
  CARD_PRESENTED: CARD,
  PIN_ENTRY: CARD,
  AUTHORISING: { text: msg`Authorising`, icon: IconWorldUpload, colour: 'blue' },
};

type Standing = Pick<TransactionLine, 'state' | 'stage'>;

/** How a sale is called wherever one sees it. */
export const lookOf = ({ state, stage }: Standing): Look =>
  state === 'IN_PROGRESS' ? STAGE_LOOKS[stage ?? 'DISPLAYED'] : STATE_LOOKS[state];

export function StateChip({ of }: { readonly of: Standing }) {
  const { t } = useLingui();
  const { text, icon, colour } = lookOf(of);
  return <Chip icon={icon} colour={colour} text={t(text)} />;
}
