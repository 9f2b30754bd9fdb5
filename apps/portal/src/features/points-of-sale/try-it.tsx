import { Trans, useLingui } from '@lingui/react/macro';
import { Code, Group, List, Paper, Stack, Tabs, Text, ThemeIcon, Title } from '@mantine/core';
import type { PosWithKeys } from '@ppaas/contracts';
import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Copy } from '../../components/copy.tsx';
import { HIDDEN } from '../../components/credential-field.tsx';
import { KEPT_EVERY_MS } from '../../lib/fresh.ts';
import { storeDevicesQuery } from '../devices/device-queries.ts';
import { posQuery } from './pos-queries.ts';
import { curlSample, envSample, typeScriptSample } from './samples.ts';

const LOOK_EVERY_MS = 3_000;

interface TryItProps {
  readonly pos: Pick<PosWithKeys, 'storeId' | 'posId'>;
  /** Known only while it is shown. */
  readonly applicationKey?: string;
  /** Else dots stand in its place; what is copied has it. */
  readonly isKeyShown?: boolean;
}

/** A first program, filled with what this point of sale is, and what of it has been seen. */
export function TryIt({ pos, applicationKey = 'APPLICATION_KEY', isKeyShown = true }: TryItProps) {
  const { data } = useQuery({
    ...posQuery(pos),
    refetchInterval: ({ state }) => (state.data !== undefined && isAllSeen(state.data) ? KEPT_EVERY_MS : LOOK_EVERY_MS),
  });
  return data === undefined ? null : <Samples pos={data} applicationKey={applicationKey} isKeyShown={isKeyShown} />;
}

const isAllSeen = ({ lastUsedAt, firstListedAt, firstSaleAt }: PosWithKeys): boolean =>
  lastUsedAt !== null && firstListedAt !== null && firstSaleAt !== null;

interface SamplesProps extends Required<Omit<TryItProps, 'pos'>> {
  readonly pos: PosWithKeys;
}

function Samples({ pos, applicationKey, isKeyShown }: SamplesProps) {
  const { t } = useLingui();
  const { storeId, applicationId, reference } = pos;
  const { data } = useQuery(storeDevicesQuery(storeId));
  const deviceId = data?.devices[0]?.deviceId ?? 'DEVICE_ID';
  const facts = { origin: location.origin, applicationId, applicationKey, reference, deviceId };
  const samples = { curl: curlSample(facts), TypeScript: typeScriptSample(), '.env': envSample(facts) };
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={3}>
          <Trans>Try it</Trans>
        </Title>
        <List spacing={4} center listStyleType="none" aria-label={t`Seen from this point of sale`}>
          <Seen isSeen={pos.lastUsedAt !== null} text={t`It got a token`} />
          <Seen isSeen={pos.firstListedAt !== null} text={t`It listed the devices of its store`} />
          <Seen isSeen={pos.firstSaleAt !== null} text={t`It made a sale`} />
        </List>
        <Tabs defaultValue="curl" keepMounted={false}>
          <Tabs.List>
            {Object.keys(samples).map((name) => (
              <Tabs.Tab key={name} value={name} mih={44}>
                {name}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {Object.entries(samples).map(([name, text]) => (
            <Tabs.Panel key={name} value={name} pt="sm">
              <Group align="flex-start" gap={4} wrap="nowrap">
                <Code block flex={1} tabIndex={0} role="region" aria-label={name} style={{ overflowX: 'auto' }}>
                  {isKeyShown ? text : text.replaceAll(applicationKey, HIDDEN)}
                </Code>
                <Copy value={text} name={name} />
              </Group>
            </Tabs.Panel>
          ))}
        </Tabs>
      </Stack>
    </Paper>
  );
}

function Seen({ isSeen, text }: { readonly isSeen: boolean; readonly text: string }) {
  const { t } = useLingui();
  const icon = (
    <ThemeIcon variant="light" color={isSeen ? 'teal' : 'gray'} radius="xl" size={24}>
      {isSeen ? <IconCheck size={14} aria-hidden /> : <IconCircleDashed size={14} aria-hidden />}
    </ThemeIcon>
  );
  return (
    <List.Item icon={icon}>
      <Text size="sm" {...(isSeen ? {} : { c: 'dimmed' })}>
        {isSeen ? text : t`${text}: not yet`}
      </Text>
    </List.Item>
  );
}
