import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useListSearch } from '../lib/list-search.ts';
import { instantOf, momentText } from '../lib/moment.ts';
import { useTimeZone } from '../lib/time-zone.ts';
import { DropDown } from './drop-down.tsx';

/** One way to narrow a list: a member of its address and of the question to the server. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  /** What it can be; without them it is typed. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** What is typed. `datetime-local` is in the zone of the page, and stands in the address as RFC 3339 UTC. */
  readonly type?: 'text' | 'datetime-local';
}

interface FiltersProps {
  /** Of the field that searches by `q`; without it there is none. */
  readonly searchLabel?: string | undefined;
  readonly filters: readonly Filter[];
}

/** What a list is narrowed by: all of it stands in the address, and each part can be taken off. */
export function Filters({ searchLabel, filters }: FiltersProps) {
  const { t, i18n } = useLingui();
  const timeZone = useTimeZone();
  const [search, change] = useListSearch();
  const on = filters.filter(({ name }) => search[name] !== undefined);
  const off = filters.filter(({ name }) => search[name] === undefined);
  return (
    <Group gap="xs">
      {searchLabel !== undefined && <SearchField label={searchLabel} q={search['q']} onSearch={(q) => change({ q })} />}
      {on.map((filter) => {
        const text = `${filter.label}: ${shownValue(filter, search[filter.name] ?? '', (at) => momentText(at, timeZone, i18n.locale))}`;
        return (
          <Button
            key={filter.name}
            variant="light"
            h={44}
            rightSection={<IconX size={14} aria-hidden />}
            aria-label={t`Remove filter ${text}`}
            onClick={() => change({ [filter.name]: undefined })}
          >
            {text}
          </Button>
        );
      })}
      {off.length > 0 && (
        <DropDown
          role="dialog"
          side="left"
          className="quiet-button plain-button"
          target={
            <>
              <IconFilterPlus size={16} aria-hidden />
              <Trans>Filter</Trans>
            </>
          }
        >
          {(close) => (
            <FilterForm
              filters={off}
              onAdd={(added) => {
                change(added);
                close();
              }}
            />
          )}
        </DropDown>
      )}
    </Group>
  );
}

function shownValue({ options, type }: Filter, value: string, moment: (at: string) => string): string {
  // What somebody wrote into the address may be no time.
  if (type === 'datetime-local' && !Number.isNaN(Date.parse(value))) return moment(value);
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

interface FilterFormProps {
  readonly filters: readonly Filter[];
  readonly onAdd: (changed: Readonly<Record<string, string>>) => void;
}

function FilterForm({ filters, onAdd }: FilterFormProps) {
  const { t } = useLingui();
  const [name, setName] = useState(filters[0]?.name ?? '');
  const [typed, setTyped] = useState<string>();
  const timeZone = useTimeZone();
  const filter = filters.find((one) => one.name === name);
  const isTime = filter?.type === 'datetime-local';
  const value = typed ?? filter?.options?.[0]?.value ?? '';
  const add = (): void => {
    if (value.trim() === '') return;
    onAdd({ [name]: isTime ? instantOf(value, timeZone) : value.trim() });
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
          label={t`Filter by`}
          data={filters.map((one) => ({ value: one.name, label: one.label }))}
          value={name}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            setTyped(undefined);
          }}
        />
        {filter?.options === undefined ? (
          <TextInput
            {...field}
            type={filter?.type ?? 'text'}
            {...(isTime && { description: t`In the time of ${timeZone}` })}
          />
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
