import { Trans, useLingui } from '@lingui/react/macro';
import { AppShell, Badge, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { may } from '@ppaas/contracts';
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { DropDown, DropDownItem } from '../components/drop-down.tsx';
import { LanguageMenu, ThemeMenu } from '../components/preferences.tsx';
import { ProofProvider } from '../components/proof.tsx';
import { answerOf, api } from '../lib/api.ts';
import { goInPage } from '../lib/in-page.ts';
import { IS_SANDBOX } from '../lib/page-facts.ts';
import { usePerson } from '../lib/session.ts';
import { SearchButton } from '../features/search/search-button.tsx';
import { NAVIGATION } from './navigation.ts';

const CONTENT = 'content';

/** What stands around every page of a person who is signed in. */
export function Frame() {
  const { t } = useLingui();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'md', collapsed: { mobile: !isOpen } }}
      padding="lg"
      transitionDuration={150}
    >
      <a href={`#${CONTENT}`} className="skip-link" onClick={(event) => goInPage(event, CONTENT)}>
        <Trans>Skip to the content</Trans>
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="md"
              transitionDuration={150}
              size="sm"
              h={44}
              w={44}
              aria-label={t`Navigation`}
            />
            <OrganisationName />
          </Group>
          <Group gap={4} wrap="nowrap">
            <SearchButton />
            <LanguageMenu />
            <ThemeMenu />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t`Main`}>
        <Entries onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id={CONTENT} tabIndex={-1}>
        <ProofProvider>
          <Outlet />
        </ProofProvider>
      </AppShell.Main>
    </AppShell>
  );
}

function OrganisationName() {
  const { organisationName } = usePerson();
  return (
    <Group gap="xs" wrap="nowrap">
      <Text fw={600} truncate maw={280}>
        {organisationName}
      </Text>
      {IS_SANDBOX && (
        <Badge variant="default" size="sm">
          SANDBOX
        </Badge>
      )}
    </Group>
  );
}

function Entries({ onNavigate }: { readonly onNavigate: () => void }) {
  const { t } = useLingui();
  const { role } = usePerson();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const entries = NAVIGATION.filter(({ permissions }) => permissions.some((permission) => may(role, permission)));
  return entries.map(({ to, label, icon: Icon, mark: Mark }) => (
    <NavLink
      key={to}
      renderRoot={(props) => <Link to={to} {...props} />}
      label={t(label)}
      leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
      rightSection={Mark && <Mark />}
      active={path.startsWith(to)}
      aria-current={path.startsWith(to) ? 'page' : undefined}
      tt="uppercase"
      fw={500}
      mih={44}
      onClick={onNavigate}
    />
  ));
}

function PersonMenu() {
  const { t } = useLingui();
  const { name, email } = usePerson();
  const signOut = async (): Promise<void> => {
    try {
      await answerOf(api.DELETE('/auth/v1/sign-in'));
      // A new page: nothing of what was shown is kept.
      location.assign('/sign-in');
    } catch (error) {
      // Loaded since the page stands: it can be said without the network too.
      const { showRefusal } = await import('./notices.tsx');
      showRefusal(error as Error);
    }
  };
  return (
    <DropDown
      role="menu"
      side="right"
      label={t`Account of ${name}`}
      className="quiet-button"
      target={
        <>
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
          <Text size="sm" visibleFrom="md" component="span">
            {name}
          </Text>
          <IconChevronDown size={14} aria-hidden />
        </>
      }
    >
      {(close) => (
        <>
          <Text size="xs" c="dimmed" px={12} py={4}>
            {email}
          </Text>
          <Link to="/account" role="menuitem" className="drop-down-item" onClick={close}>
            <IconUserCircle size={16} aria-hidden />
            <Trans>Account</Trans>
          </Link>
          <DropDownItem icon={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
            <Trans>Sign out</Trans>
          </DropDownItem>
        </>
      )}
    </DropDown>
  );
}
