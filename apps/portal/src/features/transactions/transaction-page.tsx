import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { TransactionDetail } from '@ppaas/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Fact, Facts } from '../../components/facts.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { freshOf } from '../../lib/fresh.ts';
import { Id } from '../../components/id.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { OWN_TIME_ZONE, TimeZone } from '../../lib/time-zone.ts';
import { storeQuery } from '../stores/store-queries.ts';
import { OtherMessages } from './message-row.tsx';
import { OutlookPanel } from './outlook-panel.tsx';
import { ResolutionNote } from './resolution-note.tsx';
import { useSentence } from './sentence.ts';
import { Timeline } from './timeline.tsx';
import { transactionQuery } from './transaction-queries.ts';
import { StateChip } from './transaction-state.tsx';

export function TransactionPage() {
  const { t } = useLingui();
  const { exchangeId } = useParams({ from: '/frame/transactions/$exchangeId' });
  const query = useQuery(transactionQuery(exchangeId));
  const { data } = query;
  const storeId = data?.storeId ?? null;
  const { data: store } = useQuery({ ...storeQuery(storeId ?? ''), enabled: storeId !== null });
  return (
    <TimeZone value={store?.timeZone ?? OWN_TIME_ZONE}>
      <Page
        title={data?.reference ?? data?.exchangeIdentification ?? exchangeId}
        crumbs={[{ label: t`Transactions`, to: '/transactions' }]}
        actions={<Freshness fresh={freshOf(query, data?.outlook != null)} />}
      >
        <QueryState query={query} lines={8}>
          {(sale) => <Transaction key={sale.exchangeId} sale={sale} />}
        </QueryState>
      </Page>
    </TimeZone>
  );
}

function Transaction({ sale }: { readonly sale: TransactionDetail }) {
  const sentence = useSentence(sale);
  return (
    <>
      <Group gap="sm" role="status">
        <StateChip of={sale} />
        <Text size="lg">{sentence}</Text>
      </Group>
      {sale.isContradicted && (
        <Alert color="orange">
          <Trans>
            After the end the device said something else than the answer that was given. The answer stands; the books of
            the store and of the acquirer have to be compared.
          </Trans>
        </Alert>
      )}
      {sale.outlook !== null && <OutlookPanel sale={sale} outlook={sale.outlook} />}
      {sale.resolution !== null && <ResolutionNote resolution={sale.resolution} />}
      <SaleFacts sale={sale} />
      <Stack gap="xs">
        <Title order={2}>
          <Trans>Timeline</Trans>
        </Title>
        <Timeline sale={sale} />
      </Stack>
      <OtherMessages sale={sale} />
    </>
  );
}

function SaleFacts({ sale }: { readonly sale: TransactionDetail }) {
  const { t } = useLingui();
  const { exchangeId, exchangeIdentification, traceparent, maskedPan, authorisationCode, poiReference } = sale;
  return (
    <Paper withBorder p="lg">
      <Group align="flex-start" gap="xl">
        <Facts>
          <Fact name={t`Begun`}>
            <Time at={sale.at} />
          </Fact>
          <Places sale={sale} />
        </Facts>
        <Facts>
          <Identifier name={t`Exchange id`} value={exchangeId} />
          <Identifier name={t`At the till`} value={exchangeIdentification} />
          <Identifier name={t`At the device`} value={poiReference} />
          <Identifier name={t`Card`} value={maskedPan} />
          <Identifier name={t`Authorisation`} value={authorisationCode} />
          <Identifier name={t`Trace`} value={traceparent?.split('-')[1] ?? null} />
        </Facts>
      </Group>
    </Paper>
  );
}

/** Each leads to its own page, or to its other sales. */
function Places({ sale }: { readonly sale: TransactionDetail }) {
  const { t } = useLingui();
  const { storeId, storeName, posId, posName, saleId, deviceId, deviceName, serialNumber } = sale;
  return (
    <>
      {storeId !== null && (
        <Fact name={t`Store`}>
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/stores/$storeId/transactions" params={{ storeId }} {...props} />}
          >
            {storeName ?? storeId}
          </Anchor>
        </Fact>
      )}
      {storeId !== null && posId !== null && (
        <Fact name={t`Point of sale`}>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/stores/$storeId/points-of-sale/$posId" params={{ storeId, posId }} {...props} />
            )}
          >
            {posName ?? saleId ?? posId}
          </Anchor>
        </Fact>
      )}
      {deviceId !== '' && (
        <Fact name={t`Device`}>
          {storeId === null ? (
            <Id value={deviceId} name={t`Device`} />
          ) : (
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link to="/stores/$storeId/payment-devices/$deviceId" params={{ storeId, deviceId }} {...props} />
              )}
            >
              {deviceName ?? deviceId}
            </Anchor>
          )}
          {serialNumber !== null && <Id value={serialNumber} name={t`Serial number`} />}
        </Fact>
      )}
    </>
  );
}

function Identifier({ name, value }: { readonly name: string; readonly value: string | null }) {
  if (value === null) return null;
  return (
    <Fact name={name}>
      <Id value={value} name={name} />
    </Fact>
  );
}
