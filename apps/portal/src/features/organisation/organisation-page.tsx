import { useLingui } from '@lingui/react/macro';
import { Tabs } from '@mantine/core';
import { may } from '@ppaas/contracts';
import type { Permission } from '@ppaas/contracts';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/states.tsx';
import { usePerson } from '../../lib/session.ts';
import { useOrganisationId } from './organisation-id.ts';
import { organisationQuery } from './organisation-queries.ts';
import { OrganisationsPage } from './organisations-page.tsx';

/** An organisation; its tabs are pages of their own. People of the platform choose one first. */
export function OrganisationPage() {
  const organisationId = useOrganisationId();
  return organisationId === undefined ? <OrganisationsPage /> : <One organisationId={organisationId} />;
}

function One({ organisationId }: { readonly organisationId: string }) {
  const { t } = useLingui();
  const person = usePerson();
  const query = useQuery(organisationQuery(organisationId));
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const navigate = useNavigate();
  const all: readonly (readonly [tab: string, label: string, permission: Permission])[] = [
    ['merchants', t`Merchants`, 'registry.read'],
    ['subscriptions', t`Subscriptions`, 'registry.read'],
    ['users', t`Users`, 'users.manage'],
    ['api-clients', t`API clients`, 'apiClients.manage'],
    ['audit', t`Audit log`, 'audit.read'],
    ['settings', t`Settings`, 'organisation.manage'],
  ];
  const tabs = all.filter(([, , permission]) => may(person.role, permission));
  const current = path.split('/')[2] ?? 'merchants';
  const isOfPlatform = person.organisationId === null;
  return (
    <QueryState query={query}>
      {({ name }) => (
        <Page
          title={name}
          part={tabs.find(([tab]) => tab === current)?.[1]}
          crumbs={isOfPlatform ? [{ label: t`Organisations`, to: '/organisation' }] : []}
        >
          <Tabs
            value={current}
            onChange={(tab) =>
              void navigate({
                to: `/organisation/${tab}`,
                search: isOfPlatform ? { organisation: organisationId } : {},
              })
            }
            keepMounted={false}
            activateTabWithKeyboard={false}
          >
            <Tabs.List>
              {tabs.map(([tab, label]) => (
                <Tabs.Tab key={tab} value={tab} tt="uppercase" fw={500} mih={44}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={current} pt="md">
              <Outlet />
            </Tabs.Panel>
          </Tabs>
        </Page>
      )}
    </QueryState>
  );
}
