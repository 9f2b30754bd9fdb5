import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Chooser } from './chooser.tsx';
import type { Filter } from './filter.ts';

interface FilterFormProps {
  readonly filters: readonly Filter[];
  readonly onAdd: (changed: Readonly<Record<string, string>>) => void;
}

/** Adds a filter to those that are on. */
export function FilterForm({ filters, onAdd }: FilterFormProps) {
  const { t } = useLingui();
  const [name, setName] = useState(filters[0]?.name ?? '');
  const [typed, setTyped] = useState<string>();
  const filter = filters.find((one) => one.name === name);
  const value = typed ?? filter?.options?.[0]?.value ?? '';
  const add = (): void => {
    if (value.trim() === '') return;
    onAdd({ [name]: filter?.type === 'datetime-local' ? new Date(value).toISOString() : value.trim() });
  };
  const field = {
    label: t`Value`,
    value,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setTyped(event.currentTarget.value),
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Stack gap="sm">
        <NativeSelect
          // What it stands in gives the focus before this is loaded.
          autoFocus
          label={t`Filter by`}
          data={filters.map((one) => ({ value: one.name, label: one.label }))}
          value={name}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            setTyped(undefined);
          }}
        />
        {filter?.choices !== undefined ? (
          <Chooser key={name} {...field} choices={filter.choices} />
        ) : filter?.options === undefined ? (
          <TextInput {...field} type={filter?.type ?? 'text'} />
        ) : (
          <NativeSelect {...field} data={[...filter.options]} />
        )}
        <Button type="submit">
          <Trans>Apply</Trans>
        </Button>
      </Stack>
    </form>
  );
}
