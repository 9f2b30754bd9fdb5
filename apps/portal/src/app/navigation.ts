import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Permission } from '@ppaas/contracts';
import { IconActivity, IconBuilding, IconBuildingStore, IconChecklist, IconReceipt } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { WorkListCount } from '../features/work-list/work-list-count.tsx';

interface Entry {
  readonly to: '/stores' | '/transactions' | '/work-list' | '/operations' | '/organisation';
  readonly label: MessageDescriptor;
  readonly icon: Icon;
  /** Whoever has one of them sees the entry. */
  readonly permissions: readonly Permission[];
  /** What stands at the right of it, such as a number of things to do. */
  readonly mark?: ComponentType;
}

/** The left side of the frame, from top to bottom; each person sees what the role allows. */
export const NAVIGATION: readonly Entry[] = [
  { to: '/stores', label: msg`Stores`, icon: IconBuildingStore, permissions: ['registry.read'] },
  { to: '/transactions', label: msg`Transactions`, icon: IconReceipt, permissions: ['transactions.read'] },
  {
    ...{ to: '/work-list', label: msg`Work list`, icon: IconChecklist, permissions: ['transactions.read'] },
    mark: WorkListCount,
  },
  { to: '/operations', label: msg`Operations`, icon: IconActivity, permissions: ['transactions.read'] },
  { to: '/organisation', label: msg`Organisation`, icon: IconBuilding, permissions: ['users.manage', 'audit.read'] },
];
