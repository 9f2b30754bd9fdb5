import { Trans } from '@lingui/react/macro';
import { Box, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useNamed } from '../lib/choices.ts';
import type { Choices } from '../lib/choices.ts';
import { Options, useActiveOption } from './options.tsx';
import { Refusal } from './states.tsx';

interface ChooserProps {
  readonly label: string;
  /** Where the place says what it is about. */
  readonly isLabelHidden?: boolean;
  readonly choices: Choices;
  /** The id of what is chosen; empty: nothing is. */
  readonly value: string;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
  /** What it is called when nothing is chosen; without it something has to be. */
  readonly none?: string;
  readonly id?: string;
  readonly error?: string | undefined;
}

const ASK_AFTER_MS = 200;

/** Chooses one of many: what is typed is looked for on the server. */
export function Chooser({ label, isLabelHidden, choices, value, onChange, none, id, error }: ChooserProps) {
  const listId = useId();
  const [typed, setTyped] = useState<string>();
  const isOpen = typed !== undefined;
  const [q] = useDebouncedValue(typed?.trim() ?? '', ASK_AFTER_MS);
  const chosen = useNamed(choices, [value]).get(value);
  const query = useQuery({
    queryKey: [...choices.key, 'search', q],
    queryFn: () => choices.search(q),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const found = (query.data ?? []).map((one) => ({ key: one.id, name: one.name, detail: one.detail ?? '' }));
  const options = [...(none !== undefined && q === '' ? [{ key: '', name: none, detail: '' }] : []), ...found];
  const { active, onKeyDown, toFirst } = useActiveOption(options);
  const isSettled = q === typed?.trim() && !query.isPlaceholderData;
  const choose = (key: string): void => {
    setTyped(undefined);
    onChange({ currentTarget: { value: key } });
  };
  const open = (text: string): void => {
    setTyped(text);
    toFirst();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!isOpen) {
      if (event.key === 'ArrowDown') open('');
    } else if (event.key === 'Escape') {
      // It closes the list, and not what the list stands in.
      event.stopPropagation();
      setTyped(undefined);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active !== undefined && isSettled) choose(active.key);
    } else onKeyDown(event);
  };
  const name = chosen?.name ?? (value === '' ? (none ?? '') : value);
  return (
    <Box pos="relative">
      <TextInput
        id={id}
        {...(isLabelHidden ? { 'aria-label': label } : { label })}
        error={error}
        value={typed ?? name}
        placeholder={name}
        onClick={() => !isOpen && open('')}
        onChange={({ currentTarget }) => open(currentTarget.value)}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKey}
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && active ? `${listId}${active.key}` : undefined}
        data-mantine-stop-propagation={isOpen}
      />
      {isOpen && (
        <Box className="drop-down-panel chooser-panel">
          {query.error !== null && <Refusal error={query.error} onRetry={() => void query.refetch()} />}
          <Options id={listId} label={label} options={options} active={active} onChoose={({ key }) => choose(key)} />
          {isSettled && query.data?.length === 0 && (
            <Text size="sm" c="dimmed" role="status" p={12}>
              <Trans>Nothing within your reach is called so.</Trans>
            </Text>
          )}
        </Box>
      )}
    </Box>
  );
}
