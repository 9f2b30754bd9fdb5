import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Kbd, UnstyledButton } from '@mantine/core';
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
      <UnstyledButton className="quiet-button" w={44} h={44} hiddenFrom="xs" onClick={open} aria-label={t`Search`}>
        <IconSearch size={18} aria-hidden />
      </UnstyledButton>
      {isOpen && (
        <Suspense>
          <SearchBox onGo={close} />
        </Suspense>
      )}
    </>
  );
}
