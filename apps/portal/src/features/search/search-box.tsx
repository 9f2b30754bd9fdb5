import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { Refusal } from '../../components/states.tsx';
import { SEARCH_SOURCES } from './search-sources.ts';
import type { Hit } from './search-sources.ts';

const ASK_AFTER_MS = 200;

const searchFor = async (q: string): Promise<Hit[]> =>
  (await Promise.all(SEARCH_SOURCES.map((source) => source(q)))).flat();

/** A field and what is found; the arrow keys and Enter are enough. */
export function SearchBox({ onGo }: { readonly onGo: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [q] = useDebouncedValue(text.trim(), ASK_AFTER_MS);
  const query = useQuery({
    queryKey: ['search', q],
    queryFn: () => searchFor(q),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const hits = q === '' ? [] : (query.data ?? []);
  const active = hits[Math.min(at, hits.length - 1)];
  const go = (hit: Hit): void => {
    onGo();
    void navigate({ to: hit.to });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(hits.length - 1, now + step)));
    } else if (event.key === 'Enter' && active !== undefined && q === text.trim()) go(active);
  };
  return (
    <Dialog isOpen title={t`Search`} onClose={onGo}>
      <Stack gap="xs">
        <TextInput
          aria-label={t`Search`}
          placeholder={t`Store, point of sale, device, or reference, id or amount of a sale`}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={id}
          aria-activedescendant={active && `${id}${active.key}`}
          data-autofocus
        />
        {query.error !== null && <Refusal error={query.error} onRetry={() => void query.refetch()} />}
        <Hits id={id} hits={hits} active={active} onGo={go} />
        {q !== '' && query.data?.length === 0 && (
          <Text size="sm" c="dimmed" role="status">
            <Trans>Nothing within your reach is called so.</Trans>
          </Text>
        )}
      </Stack>
    </Dialog>
  );
}

interface HitsProps {
  readonly id: string;
  readonly hits: readonly Hit[];
  /** The one that Enter opens. */
  readonly active: Hit | undefined;
  readonly onGo: (hit: Hit) => void;
}

function Hits({ id, hits, active, onGo }: HitsProps) {
  const { t } = useLingui();
  return (
    <div role="listbox" id={id} aria-label={t`What was found`}>
      {hits.map((hit) => (
        <UnstyledButton
          key={hit.key}
          id={`${id}${hit.key}`}
          role="option"
          aria-selected={hit === active}
          data-active={hit === active || undefined}
          className="search-hit"
          w="100%"
          mih={44}
          tabIndex={-1}
          onClick={() => onGo(hit)}
        >
          <Text size="sm" fw={500}>
            {hit.name}
          </Text>
          <Text size="xs" c="dimmed">
            {[t(hit.kind), hit.detail].filter((part) => part !== '').join(' · ')}
          </Text>
        </UnstyledButton>
      ))}
    </div>
  );
}
