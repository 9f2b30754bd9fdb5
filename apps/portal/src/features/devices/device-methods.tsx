import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DeviceWithHardware } from '@ppaas/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormBody, useForm } from '../../components/form.tsx';
import type { Form } from '../../components/form.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { deviceQuery } from './device-queries.ts';

interface DeviceMethodsProps {
  readonly device: DeviceWithHardware;
  readonly isAllowed: boolean;
}

/** What the device says that it takes, and which of it may be used. What the store does not allow stays off here. */
export function DeviceMethods({ device, isAllowed }: DeviceMethodsProps) {
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={3}>
          <Trans>Payment methods</Trans>
        </Title>
        {device.reportedMethods === null ? (
          <Text size="sm">
            <Trans>The device says what it takes when it is online for the first time.</Trans>
          </Text>
        ) : (
          <MethodsForm device={device} reported={device.reportedMethods} isAllowed={isAllowed} />
        )}
      </Stack>
    </Paper>
  );
}

/** Codes with commas between them, or all that the device takes. */
type MethodTexts = Record<'paymentMethods', string>;
const ALL = '*';

const textsOf = ({ paymentMethods }: Pick<DeviceWithHardware, 'paymentMethods'>): MethodTexts => ({
  paymentMethods: paymentMethods?.join(', ') ?? ALL,
});
const codesOf = (text: string): string[] => text.split(', ').filter((code) => code !== '');

interface MethodsFormProps extends DeviceMethodsProps {
  readonly reported: NonNullable<DeviceWithHardware['reportedMethods']>;
}

function MethodsForm({ device, reported, isAllowed }: MethodsFormProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { deviceId } = device;
  const form = useForm(textsOf(device), {
    version: device.version,
    latest: async () => {
      const latest = await queryClient.fetchQuery({ ...deviceQuery(device), staleTime: 0 });
      return { values: textsOf(latest), version: latest.version };
    },
    send: async ({ paymentMethods: text }, { ifMatch }) => {
      const params = { path: { deviceId }, header: { 'If-Match': ifMatch } };
      const body = { paymentMethods: text === ALL ? null : codesOf(text) };
      const saved = await answerOf(api.PATCH('/registry/v1/devices/{deviceId}', { params, body }));
      notifications.show({ message: t`Saved` });
      await queryClient.invalidateQueries(deviceQuery(device));
      return { values: textsOf(saved), version: saved.version };
    },
  });
  const all = t`All that the device takes and the store allows`;
  const textOf = (_name: string, text: string): string => ({ [ALL]: all, '': t`None` })[text] ?? text;
  return (
    <FormBody form={form} labels={{ paymentMethods: t`Payment methods` }} textOf={textOf} guards>
      <Methods form={form} device={device} reported={reported} isAllowed={isAllowed} all={all} />
      {isAllowed && (
        <Group>
          <Button type="submit" h={44} loading={form.isSending} disabled={!form.isChanged}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      )}
    </FormBody>
  );
}

interface MethodsProps extends MethodsFormProps {
  readonly form: Form<MethodTexts>;
  readonly all: string;
}

function Methods({ form, device: { storeMethods }, reported, isAllowed, all }: MethodsProps) {
  const { t } = useLingui();
  const { value, onChange, id } = form.field('paymentMethods');
  const isAll = value === ALL;
  const codes = reported.map(({ code }) => code);
  const chosen = isAll ? codes : codesOf(value);
  const inStore = (code: string): boolean => storeMethods === null || storeMethods.includes(code);
  const set = (text: string): void => onChange({ currentTarget: { value: text } });
  const toggle = (code: string, isOn: boolean): void => {
    const others = chosen.filter((other) => other !== code);
    set((isOn ? [...others, code] : others).join(', '));
  };
  return (
    <>
      <Checkbox
        id={id}
        label={all}
        checked={isAll}
        disabled={!isAllowed}
        onChange={({ currentTarget }) => set(currentTarget.checked ? ALL : codes.join(', '))}
      />
      <Stack gap="xs" component="fieldset" bd={0} m={0} p={0}>
        <Text component="legend" size="sm" c="dimmed" mb={4}>
          <Trans>Reported by the device</Trans>
        </Text>
        {reported.map(({ code, name }) => (
          <Checkbox
            key={code}
            label={name === code ? code : `${name} (${code})`}
            description={inStore(code) ? undefined : t`not allowed in this store: see its settings`}
            checked={inStore(code) && chosen.includes(code)}
            disabled={!isAllowed || isAll || !inStore(code)}
            onChange={({ currentTarget }) => toggle(code, currentTarget.checked)}
          />
        ))}
      </Stack>
    </>
  );
}
