import { Trans, useLingui } from '@lingui/react/macro';
import { Table, Text } from '@mantine/core';
import type { ShownMessage, TimelineHop, TransactionDetail } from '@ppaas/contracts';
import { useState } from 'react';
import { durationText } from '../../lib/duration.ts';
import { clockText, momentText } from '../../lib/moment.ts';
import { HOP_TEXTS, LANES, isTrouble } from './hops.ts';
import { MessagePanel, MessageToggle } from './message-row.tsx';

interface TimelineProps {
  readonly sale: TransactionDetail;
  readonly timeZone: string | undefined;
}

/** What happened, oldest first, in four lanes: who did it, how long after what came before, and the message that went. */
export function Timeline({ sale, timeZone }: TimelineProps) {
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
    <Table.ScrollContainer minWidth={760}>
      <Table aria-label={t`Timeline`} verticalSpacing={6} className="timeline">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t`Time`}</Table.Th>
            <Table.Th scope="col">{t`Since the last`}</Table.Th>
            {LANES.map(({ lane, text }) => (
              <Table.Th key={lane} scope="col">
                {t(text)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {timeline.map((hop, at) => (
            <Row
              key={`${at} ${hop.hop}`}
              hop={hop}
              share={at === 0 || totalMs === 0 ? 0 : hop.sinceLastMs / totalMs}
              timeZone={timeZone}
              message={messages.find(({ name }) => name === hop.message)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps extends Pick<TimelineProps, 'timeZone'> {
  readonly hop: TimelineHop;
  /** Of the whole time, 0 to 1. */
  readonly share: number;
  readonly message: ShownMessage | undefined;
}

function Row({ hop, share, timeZone, message }: RowProps) {
  const { i18n } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const { at, lane, sinceLastMs } = hop;
  return (
    <>
      <Table.Tr data-trouble={isTrouble(hop.hop) || undefined}>
        <Table.Th scope="row" fw={400} className="figure">
          <time dateTime={at} title={momentText(at, timeZone, i18n.locale)}>
            {clockText(at, timeZone, i18n.locale)}
          </time>
        </Table.Th>
        <Table.Td>
          <Text size="sm" className="figure">
            {durationText(sinceLastMs, i18n.locale)}
          </Text>
          <div className="share" style={{ width: `${(share * 100).toFixed(1)}%` }} aria-hidden />
        </Table.Td>
        {LANES.map((one) => (
          <Table.Td key={one.lane}>
            {one.lane === lane && (
              <Step hop={hop} message={message} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
            )}
          </Table.Td>
        ))}
      </Table.Tr>
      {isOpen && message !== undefined && (
        <Table.Tr>
          <Table.Td colSpan={2 + LANES.length}>
            <MessagePanel message={message} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

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
      {detail !== null && (
        <Text size="xs" c="dimmed">
          {detail}
        </Text>
      )}
      {message !== undefined && <MessageToggle message={message} isOpen={isOpen} onToggle={onToggle} />}
    </>
  );
}
