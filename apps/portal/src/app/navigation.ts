import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Permission } from '@ppaas/contracts';
import { IconBuildingStore } from '@tabler/icons-react';

interface Entry {
  readonly to: '/stores';
  readonly label: MessageDescriptor;
  readonly icon: typeof IconBuildingStore;
  readonly permission: Permission;
}

/** The left side of the frame, from top to bottom; each person sees what the role allows. */
export const NAVIGATION: readonly Entry[] = [
  { to: '/stores', label: msg`Stores`, icon: IconBuildingStore, permission: 'registry.read' },
];
