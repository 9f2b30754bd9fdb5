import { useLingui } from '@lingui/react/macro';
import { Button, Group, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useNamed } from '../lib/choices.ts';
import { Chooser } from './chooser.tsx';

/** Chooses several of many. `value`: their ids with commas between them. */
export function ChooseSome({ value, onChange, ...rest }: ComponentProps<typeof Chooser>) {
  const { t } = useLingui();
  const ids = value.split(',').filter((id) => id !== '');
  const named = useNamed(rest.choices, ids);
  const change = (next: readonly string[]): void => onChange({ currentTarget: { value: next.join(',') } });
  const nameOf = (id: string): string => named.get(id)?.name ?? id;
  return (
    <Stack gap="xs">
      <Chooser
        {...rest}
        value=""
        onChange={({ currentTarget }) => change([...new Set([...ids, currentTarget.value])])}
      />
      <Group gap="xs">
        {ids.map((id) => (
          <Button
            key={id}
            variant="light"
            rightSection={<IconX size={14} aria-hidden />}
            aria-label={t`Remove ${nameOf(id)}`}
            onClick={() => change(ids.filter((other) => other !== id))}
          >
            {nameOf(id)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
