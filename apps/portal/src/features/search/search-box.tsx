import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { Options, useActiveOption } from '../../components/options.tsx';
import { Refusal } from '../../components/states.tsx';
import { askAll } from './ask-all.ts';
import { SEARCH_SOURCES } from './search-sources.ts';
import type { Hit } from './search-sources.ts';

const ASK_AFTER_MS = 200;

/** A field and what is found; the arrow keys and Enter are enough. */
export function SearchBox({ onGo }: { readonly onGo: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), ASK_AFTER_MS);
  const query = useQuery({
    queryKey: ['search', q],
    queryFn: () => askAll<Hit, (typeof SEARCH_SOURCES)[number]>(SEARCH_SOURCES, q),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const hits = (q === '' ? [] : (query.data?.hits ?? [])).map((hit) => ({
    ...hit,
    detail: [t(hit.kind), hit.detail].filter((part) => part !== '').join(' · '),
  }));
  const silent = (query.data?.silent ?? []).map(({ name }) => t(name)).join(', ');
  const { active, onKeyDown: onArrow, toFirst } = useActiveOption(hits);
  const go = (hit: Hit): void => {
    onGo();
    void navigate({ to: hit.to });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!onArrow(event) && event.key === 'Enter' && active !== undefined && q === text.trim()) go(active);
  };
  return (
    <Dialog isOpen title={t`Search`} onClose={onGo}>
      <Stack gap="xs">
        <TextInput
          aria-label={t`Search`}
          placeholder={t`Store, point of sale, device or its serial number, or reference, id or amount of a sale`}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            toFirst();
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={id}
          aria-activedescendant={active && `${id}${active.key}`}
          data-autofocus
        />
        {query.error !== null && <Refusal error={query.error} onRetry={() => void query.refetch()} />}
        <Options id={id} label={t`What was found`} options={hits} active={active} onChoose={go} />
        {q !== '' && silent !== '' && (
          <Alert color="orange" role="status">
            <Trans>Not searched, because there is no answer now: {silent}.</Trans>
          </Alert>
        )}
        {q !== '' && query.data?.hits.length === 0 && silent === '' && (
          <Text size="sm" c="dimmed" role="status">
            <Trans>Nothing within your reach is called so.</Trans>
          </Text>
        )}
      </Stack>
    </Dialog>
  );
}
