import { useLingui } from '@lingui/react/macro';
import type { PointOfSale } from '@ppaas/contracts';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import { Chip } from '../../components/chip.tsx';

export function PosState({ status }: { readonly status: PointOfSale['status'] }) {
  const { t } = useLingui();
  return status === 'ACTIVE' ? (
    <Chip icon={IconCircleCheck} colour="teal" text={t`Registered`} />
  ) : (
    <Chip icon={IconBan} colour="gray" text={t`Deregistered`} />
  );
}
