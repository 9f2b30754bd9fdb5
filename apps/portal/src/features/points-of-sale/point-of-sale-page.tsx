import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { PosWithKeys } from '@ppaas/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { Id } from '../../components/id.tsx';
import { useTitlePart } from '../../components/page.tsx';
import { QueryState } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { freshOf } from '../../lib/fresh.ts';
import type { Fresh } from '../../lib/fresh.ts';
import { useMay } from '../../lib/session.ts';
import { Keys } from './keys.tsx';
import { posQuery } from './pos-queries.ts';
import { PosState } from './pos-state.tsx';
import { TryIt } from './try-it.tsx';

export function PointOfSalePage() {
  const query = useQuery(posQuery(useParams({ from: '/frame/stores/$storeId/points-of-sale/$posId' })));
  return (
    <QueryState query={query}>
      {(pos) => (
        <Stack gap="md">
          <PointOfSale key={pos.posId} pos={pos} fresh={freshOf(query, true)} />
        </Stack>
      )}
    </QueryState>
  );
}

interface PointOfSaleProps {
  readonly pos: PosWithKeys;
  readonly fresh: Fresh;
}

function PointOfSale({ pos, fresh }: PointOfSaleProps) {
  useTitlePart(pos.name);
  const isAllowed = useMay('pos.manage') && pos.status === 'ACTIVE';
  return (
    <>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>{pos.name}</Title>
          <PosState status={pos.status} />
          <Freshness fresh={fresh} />
        </Group>
        {isAllowed && <Deregister pos={pos} />}
      </Group>
      <PosFacts pos={pos} />
      {pos.status === 'ACTIVE' && <Keys pos={pos} isAllowed={isAllowed} />}
      {pos.status === 'ACTIVE' && <TryIt pos={pos} />}
    </>
  );
}

function PosFacts({ pos }: { readonly pos: PosWithKeys }) {
  const { t } = useLingui();
  const { posId, storeId, reference, applicationId, createdAt, lastUsedAt, lastUsedAddress } = pos;
  return (
    <Paper withBorder p="lg">
      <Facts>
        <Fact name={t`Reference`}>
          <Id value={reference} name={t`Reference`} />
        </Fact>
        <Fact name={t`Application ID`}>
          <Id value={applicationId} name={t`Application ID`} />
        </Fact>
        <Fact name={t`ID`}>
          <Id value={posId} name={t`ID`} />
        </Fact>
        <Fact name={t`Registered since`}>
          <Time at={createdAt} />
        </Fact>
        <Fact name={t`Last used`}>
          {lastUsedAt === null ? <Trans>never</Trans> : <Time at={lastUsedAt} />}
          {lastUsedAddress !== null && <Text size="sm" c="dimmed">{t`from ${lastUsedAddress}`}</Text>}
        </Fact>
        <Fact name={t`Sales`}>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/stores/$storeId/transactions" params={{ storeId }} search={{ posId }} {...props} />
            )}
          >
            <Trans>Transactions of this point of sale</Trans>
          </Anchor>
        </Fact>
      </Facts>
    </Paper>
  );
}

function Deregister({ pos }: { readonly pos: PosWithKeys }) {
  const { t } = useLingui();
  const { posId, name } = pos;
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const deregister = async (): Promise<void> => {
    await answerOf(api.DELETE('/registry/v1/points-of-sale/{posId}', { params: { path: { posId } } }));
    await queryClient.invalidateQueries({ queryKey: ['points-of-sale'] });
  };
  return (
    <>
      <Button variant="default" c="var(--danger)" onClick={() => setAsking(true)}>
        <Trans>Deregister</Trans>
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t`Deregister ${name}`}
        verb={t`Deregister`}
        typedName={name}
        onConfirm={deregister}
        onClose={() => setAsking(false)}
      >
        <Trans>
          {name} gets refused at its next request, and its Keys open nothing any more. Sales in progress finish. No
          other point of sale is touched. It cannot be undone.
        </Trans>
      </Confirm>
    </>
  );
}
