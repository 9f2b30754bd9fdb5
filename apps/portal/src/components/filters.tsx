import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterPlus, IconSearch, IconX } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { useNamed } from '../lib/choices.ts';
import { useListSearch } from '../lib/list-search.ts';
import { DropDown } from './drop-down.tsx';
import type { Filter } from './filter.ts';

/** Loaded when it is opened. */
const FilterForm = lazy(async () => ({ default: (await import('./filter-form.tsx')).FilterForm }));

interface FiltersProps {
  /** Of the field that searches by `q`; without it there is none. */
  readonly searchLabel?: string | undefined;
  readonly filters: readonly Filter[];
}

/** What a list is narrowed by: all of it stands in the address, and each part can be taken off. */
export function Filters({ searchLabel, filters }: FiltersProps) {
  const { t } = useLingui();
  const [search, change] = useListSearch();
  const on = filters.filter(({ name }) => search[name] !== undefined);
  const off = filters.filter(({ name }) => search[name] === undefined);
  return (
    <Group gap="xs">
      {searchLabel !== undefined && <SearchField label={searchLabel} q={search['q']} onSearch={(q) => change({ q })} />}
      {on.map((filter) => (
        <FilterChip
          key={filter.name}
          filter={filter}
          value={search[filter.name] ?? ''}
          onRemove={() => change({ [filter.name]: undefined })}
        />
      ))}
      {off.length > 0 && (
        <DropDown
          role="dialog"
          side="left"
          label={t`Filter`}
          className="quiet-button plain-button"
          target={
            <>
              <IconFilterPlus size={16} aria-hidden />
              <Trans>Filter</Trans>
            </>
          }
        >
          {(close) => (
            <Suspense>
              <FilterForm
                filters={off}
                onAdd={(added) => {
                  change(added);
                  close();
                }}
              />
            </Suspense>
          )}
        </DropDown>
      )}
    </Group>
  );
}

interface FilterChipProps {
  readonly filter: Filter;
  readonly value: string;
  readonly onRemove: () => void;
}

function FilterChip({ filter, value, onRemove }: FilterChipProps) {
  const { t } = useLingui();
  const { choices } = filter;
  const named = useNamed(choices, [value]).get(value);
  const text = `${filter.label}: ${named?.name ?? shownValue(filter, value)}`;
  return (
    <Button
      variant="light"
      h={44}
      rightSection={<IconX size={14} aria-hidden />}
      aria-label={t`Remove filter ${text}`}
      onClick={onRemove}
    >
      {text}
    </Button>
  );
}

function shownValue({ options, type }: Filter, value: string): string {
  if (type === 'datetime-local') return new Date(value).toLocaleString();
  return options?.find((option) => option.value === value)?.label ?? value;
}

interface SearchFieldProps {
  readonly label: string;
  readonly q: string | undefined;
  readonly onSearch: (q: string) => void;
}

const SEARCH_AFTER_MS = 250;

function SearchField({ label, q, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(q ?? '');
  const [known, setKnown] = useState(q);
  // Taken off elsewhere: what is typed in here goes with it.
  if (q !== known) {
    setKnown(q);
    if (q === undefined) setText('');
  }
  const search = useDebouncedCallback((typed: string) => onSearch(typed.trim()), SEARCH_AFTER_MS);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      type="search"
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        search(value);
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      w={260}
      styles={{ input: { height: 44 } }}
    />
  );
}
