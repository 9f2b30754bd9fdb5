import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Role } from '@ppaas/contracts';

export const ROLE_TEXTS: Readonly<Record<Role, MessageDescriptor>> = {
  'platform-admin': msg`Platform administrator`,
  'organisation-admin': msg`Organisation administrator`,
  'merchant-admin': msg`Merchant administrator`,
  'store-admin': msg`Store administrator`,
  support: msg`Support, reads only`,
};
