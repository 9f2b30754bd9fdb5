import type { MessageDescriptor } from '@lingui/core';
import { Trans, useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { Hop, ShownMessage, TimelineHop, TransactionDetail, TransactionState } from '@ppaas/contracts';
import { useState } from 'react';
import { durationText } from '../../lib/duration.ts';
import { clockText, momentText } from '../../lib/moment.ts';
import { useTimeZone } from '../../lib/time-zone.ts';
import { causeText } from './cause-text.ts';
import { HOP_TEXTS, LANES, isTrouble } from './hops.ts';
import { MessagePanel, MessageToggle } from './message-row.tsx';
import { STATE_LOOKS } from './transaction-state.tsx';

/** What happened, oldest first, in four lanes: who did it, how long after what came before, and the message that went. */
export function Timeline({ sale }: { readonly sale: TransactionDetail }) {
  const { t } = useLingui();
  const { timeline, messages } = sale;
  const first = timeline[0];
  const last = timeline.at(-1);
  if (first === undefined || last === undefined) {
    return (
      <Text size="sm">
        <Trans>Nobody but the device saw it: there is what it reported.</Trans>
      </Text>
    );
  }
  const totalMs = Date.parse(last.at) - Date.parse(first.at);
  return (
    <div className="wide-content">
      <table aria-label={t`Timeline`} className="list timeline">
        <thead>
          <tr>
            <th scope="col">{t`Time`}</th>
            <th scope="col">{t`Since the last`}</th>
            {LANES.map(({ lane, text }) => (
              <th key={lane} scope="col">
                {t(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {timeline.map((hop, at) => (
            <Row
              key={`${at} ${hop.hop}`}
              hop={hop}
              share={at === 0 || totalMs === 0 ? 0 : hop.sinceLastMs / totalMs}
              message={messages.find(({ name }) => name === hop.message)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly hop: TimelineHop;
  /** Of the whole time, 0 to 1. */
  readonly share: number;
  readonly message: ShownMessage | undefined;
}

function Row({ hop, share, message }: RowProps) {
  const { i18n } = useLingui();
  const timeZone = useTimeZone();
  const [isOpen, setOpen] = useState(false);
  const { at, lane, sinceLastMs } = hop;
  return (
    <>
      <tr data-trouble={isTrouble(hop.hop) || undefined}>
        <th scope="row" className="figure">
          <time dateTime={at} title={momentText(at, timeZone, i18n.locale)}>
            {clockText(at, timeZone, i18n.locale)}
          </time>
        </th>
        <td>
          <Text size="sm" className="figure">
            {durationText(sinceLastMs, i18n.locale)}
          </Text>
          <div className="share" style={{ width: `${(share * 100).toFixed(1)}%` }} aria-hidden />
        </td>
        {LANES.map((one) => (
          <td key={one.lane}>
            {one.lane === lane && (
              <Step hop={hop} message={message} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
            )}
          </td>
        ))}
      </tr>
      {isOpen && message !== undefined && (
        <tr>
          <td colSpan={2 + LANES.length}>
            <MessagePanel message={message} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Steps whose cause is the step itself. */
const SAYS_NO_MORE: ReadonlySet<Hop> = new Set(['ACCEPTED', 'DISPATCHED']);

const isState = (detail: string): detail is TransactionState => Object.hasOwn(STATE_LOOKS, detail);

const detailText = (detail: string, translate: (text: MessageDescriptor) => string): string =>
  isState(detail) ? translate(STATE_LOOKS[detail].text) : causeText(detail, translate);

interface StepProps extends Pick<RowProps, 'hop' | 'message'> {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Step({ hop: { hop, detail }, message, isOpen, onToggle }: StepProps) {
  const { t } = useLingui();
  return (
    <>
      <Text size="sm" fw={isTrouble(hop) ? 600 : 400}>
        {t(HOP_TEXTS[hop])}
      </Text>
      {detail !== null && !SAYS_NO_MORE.has(hop) && (
        <Text size="xs" c="dimmed">
          {detailText(detail, t)}
        </Text>
      )}
      {message !== undefined && (
        <MessageToggle message={message} text={t`Message`} isOpen={isOpen} onToggle={onToggle} />
      )}
    </>
  );
}
