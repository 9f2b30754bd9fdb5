import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { PortalUser } from '@ppaas/contracts';
import { IconCircleCheck, IconMail, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { showRefusal } from '../../app/notices.tsx';
import { Chip } from '../../components/chip.tsx';
import { Confirm } from '../../components/confirm.tsx';
import type { Column } from '../../components/data-table.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { List } from '../../components/list.tsx';
import { useProof, wasRefused } from '../../components/proof.tsx';
import { Time } from '../../components/time.tsx';
import { answerOf, api } from '../../lib/api.ts';
import { useListSearch } from '../../lib/list-search.ts';
import { pagesOf } from '../../lib/list-source.ts';
import { useOnce } from '../../lib/once.ts';
import { usePerson } from '../../lib/session.ts';
import { useOneOrganisationId } from './organisation-id.ts';
import { usersQuery } from './organisation-queries.ts';
import { ROLE_TEXTS } from './role-texts.ts';
import { useReach } from './standing.tsx';
import { ChangeUser, InviteUser } from './user-forms.tsx';

type Act = 'change' | 'removeFactor' | 'remove';
type Asked = { readonly kind: 'invite' } | { readonly kind: Act; readonly user: PortalUser };

/** The people within one's reach and of one's role at most. */
export function UsersTab() {
  const { t } = useLingui();
  const organisationId = useOneOrganisationId();
  const [search] = useListSearch();
  const query = useInfiniteQuery(usersQuery(organisationId, search));
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);
  const source = pagesOf(query);
  const columns = useColumns(organisationId, source.rows, (kind, user) => setAsked({ kind, user }));
  return (
    <>
      <List
        caption={t`Users`}
        source={source}
        keyOf={({ userId }) => userId}
        columns={columns}
        searchLabel={t`Name or e-mail`}
        filters={[
          {
            name: 'role',
            label: t`Role`,
            options: Object.entries(ROLE_TEXTS).map(([value, text]) => ({ value, label: t(text) })),
          },
          {
            name: 'status',
            label: t`State`,
            options: [
              { value: 'INVITED', label: t`Invited` },
              { value: 'ACTIVE', label: t`Active` },
            ],
          },
        ]}
        csvName="users"
        action={
          <Button
            onClick={() => setAsked({ kind: 'invite' })}
            leftSection={<IconPlus size={16} aria-hidden />}
            tt="uppercase"
          >
            <Trans>Invite a person</Trans>
          </Button>
        }
        empty={<Trans>Whoever uses this portal is invited here, with a role and how far it reaches.</Trans>}
      />
      <Dialog isOpen={asked?.kind === 'invite'} title={t`Invite a person`} onClose={close}>
        <InviteUser organisationId={organisationId} onClose={close} />
      </Dialog>
      {asked?.kind === 'change' && (
        <Dialog isOpen title={asked.user.name} onClose={close}>
          <ChangeUser user={asked.user} onClose={close} />
        </Dialog>
      )}
      {asked?.kind === 'removeFactor' && <RemoveFactor user={asked.user} onClose={close} />}
      {asked?.kind === 'remove' && <Deactivate user={asked.user} onClose={close} />}
    </>
  );
}

function useColumns(
  organisationId: string,
  users: readonly PortalUser[] | undefined,
  onAsk: (kind: Act, user: PortalUser) => void,
): readonly Column<PortalUser>[] {
  const { t } = useLingui();
  const reachOf = useReach(organisationId, users);
  return [
    {
      key: 'name',
      header: t`Name`,
      value: ({ name }) => name,
      cell: ({ name, email }) => (
        <>
          {name}
          <Text size="xs" c="dimmed">
            {email}
          </Text>
        </>
      ),
    },
    { key: 'role', header: t`Role`, value: ({ role }) => role, cell: ({ role }) => t(ROLE_TEXTS[role]) },
    { key: 'reach', header: t`Reach`, value: reachOf, cell: reachOf },
    {
      key: 'state',
      header: t`State`,
      value: ({ status }) => status,
      cell: ({ status }) =>
        status === 'INVITED' ? (
          <Chip icon={IconMail} colour="blue" text={t`Invited`} />
        ) : (
          <Chip icon={IconCircleCheck} colour="teal" text={t`Active`} />
        ),
    },
    {
      key: 'lastSignIn',
      header: t`Last sign-in`,
      value: ({ lastSignInAt }) => lastSignInAt,
      cell: ({ lastSignInAt }) => (lastSignInAt === null ? t`never` : <Time at={lastSignInAt} />),
    },
    {
      key: 'act',
      header: t`Actions`,
      isNumber: true,
      cell: (user) => <Actions user={user} onAsk={(kind) => onAsk(kind, user)} />,
    },
  ];
}

interface ActionsProps {
  readonly user: PortalUser;
  readonly onAsk: (kind: Act) => void;
}

function Actions({ user, onAsk }: ActionsProps) {
  const { t } = useLingui();
  const { userId } = usePerson();
  const { name } = user;
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {user.status === 'INVITED' && <InviteAgain user={user} />}
      <Button variant="default" onClick={() => onAsk('change')} aria-label={t`Change ${user.name}`}>
        <Trans>Change</Trans>
      </Button>
      {user.userId !== userId && user.hasSecondFactor && (
        <Button
          variant="default"
          onClick={() => onAsk('removeFactor')}
          aria-label={t`Remove the authenticator of ${name}`}
        >
          <Trans>Remove the authenticator</Trans>
        </Button>
      )}
      {user.userId !== userId && (
        <Button
          variant="default"
          c="var(--danger)"
          onClick={() => onAsk('remove')}
          aria-label={t`Deactivate ${user.name}`}
        >
          <Trans>Deactivate</Trans>
        </Button>
      )}
    </Group>
  );
}

function InviteAgain({ user }: { readonly user: PortalUser }) {
  const { t } = useLingui();
  const [isBusy, setBusy] = useState(false);
  const once = useOnce();
  const send = (key: string): Promise<unknown> => {
    const params = { path: { userId: user.userId }, header: { 'Idempotency-Key': key } };
    return answerOf(api.POST('/auth/v1/users/{userId}/invitations', { params }));
  };
  const invite = async (): Promise<void> => {
    setBusy(true);
    try {
      await once(send);
      notifications.show({ message: t`Another invitation is on its way to ${user.email}` });
    } catch (error) {
      showRefusal(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" onClick={() => void invite()} loading={isBusy}>
      <Trans>Invite again</Trans>
    </Button>
  );
}

interface AskedProps {
  readonly user: PortalUser;
  readonly onClose: () => void;
}

/** For somebody who has lost the authenticator and the recovery codes. */
function RemoveFactor({ user: { userId, name }, onClose }: AskedProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const withProof = useProof();
  const remove = async (): Promise<void> => {
    const params = { path: { userId } };
    try {
      await withProof(() => answerOf(api.DELETE('/auth/v1/users/{userId}/second-factor', { params })));
    } catch (failure) {
      if (wasRefused(failure)) return;
      throw failure;
    }
    await queryClient.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <Confirm
      isOpen
      title={t`Remove the authenticator of ${name}`}
      verb={t`Remove the authenticator`}
      onConfirm={remove}
      onClose={onClose}
    >
      <Trans>
        {name} is signed out everywhere, and the recovery codes are void. From then on the password alone opens the
        account, until {name} adds another authenticator.
      </Trans>
    </Confirm>
  );
}

function Deactivate({ user, onClose }: AskedProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { userId, name } = user;
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/auth/v1/users/{userId}', { params: { path: { userId } } }));
    await queryClient.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <Confirm isOpen title={t`Deactivate ${name}`} verb={t`Deactivate`} onConfirm={remove} onClose={onClose}>
      <Trans>
        {name} is signed out everywhere within 2 seconds and cannot sign in any more. What {name} did stays in the audit
        log. To come back, the person is invited again.
      </Trans>
    </Confirm>
  );
}
