import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { List, Paper, Stack, Text, Title } from '@mantine/core';
import type { Outlook, TransactionDetail } from '@ppaas/contracts';
import { Time } from '../../components/time.tsx';
import { useMay } from '../../lib/session.ts';
import { causeText } from './cause-text.ts';
import { MAY_TEXTS, NEXT_TEXTS } from './hops.ts';
import { Resolve } from './resolve.tsx';

interface OutlookPanelProps {
  readonly sale: TransactionDetail;
  readonly outlook: Outlook;
}

/** Of a sale that is not at its end: what is known, what happens next and when, what a person can do. */
export function OutlookPanel({ sale, outlook }: OutlookPanelProps) {
  const { t } = useLingui();
  const isAllowed = useMay('attention.resolve');
  const { cause, since, next, personCalledAt, may } = outlook;
  const mayNow = may.filter((act) => act !== 'RESOLVE' || isAllowed);
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <section>
          <Title order={2}>{t`What is known`}</Title>
          <List size="sm">
            <List.Item>
              {causeText(sale.attentionReason ?? cause, t)}, <Time at={since} />
            </List.Item>
            <Known outlook={outlook} />
          </List>
        </section>
        <section>
          <Title order={2}>{t`What happens next`}</Title>
          {next === null ? (
            <Text size="sm">
              <Trans>Nothing by itself, until the device or a person says something.</Trans>
            </Text>
          ) : (
            <Text size="sm">
              <Time at={next.at} />: {t(NEXT_TEXTS[next.action])}.
            </Text>
          )}
          {personCalledAt !== null && (
            <Text size="sm">
              <Trans>A person is called at the latest:</Trans> <Time at={personCalledAt} />.
            </Text>
          )}
        </section>
        {mayNow.length > 0 && (
          <section>
            <Title order={2}>{t`What you can do`}</Title>
            <List size="sm">
              {mayNow.map((act) => (
                <List.Item key={act}>{t(MAY_TEXTS[act])}</List.Item>
              ))}
            </List>
          </section>
        )}
        {mayNow.includes('RESOLVE') && <Resolve sale={sale} />}
      </Stack>
    </Paper>
  );
}

function Known({ outlook: { mayBePaid, isDeviceOnline, enquiries } }: { readonly outlook: Outlook }) {
  return (
    <>
      <List.Item>
        {mayBePaid ? (
          <Trans>The device has had it: it may have been paid, and is never sent a second time.</Trans>
        ) : (
          <Trans>The device has not had it: no card was charged.</Trans>
        )}
      </List.Item>
      <List.Item>
        {isDeviceOnline === null ? (
          <Trans>The device has never been connected.</Trans>
        ) : isDeviceOnline ? (
          <Trans>The device is online.</Trans>
        ) : (
          <Trans>The device is offline.</Trans>
        )}
      </List.Item>
      {enquiries > 0 && (
        <List.Item>
          <Plural
            value={enquiries}
            one="The device was asked once what became of it."
            other="The device was asked # times what became of it."
          />
        </List.Item>
      )}
    </>
  );
}
