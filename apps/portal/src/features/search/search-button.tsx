import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';

const SearchBox = lazy(async () => ({ default: (await import('./search-box.tsx')).SearchBox }));

/** Opens the search; so does Ctrl-K. */
export function SearchButton() {
  const { t } = useLingui();
  const [isOpen, { open, close }] = useDisclosure(false);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        variant="default"
        onClick={open}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        aria-keyshortcuts="Control+K"
        visibleFrom="xs"
      >
        <Trans>Search</Trans>
      </Button>
      <ActionIcon variant="subtle" color="gray" size={44} hiddenFrom="xs" onClick={open} aria-label={t`Search`}>
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
      {isOpen && (
        <Suspense>
          <SearchBox onGo={close} />
        </Suspense>
      )}
    </>
  );
}
