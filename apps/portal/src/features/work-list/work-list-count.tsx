import { useLingui } from '@lingui/react/macro';
import { Badge } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { workListQuery } from './work-list-queries.ts';

/** How many sales wait for a person; nothing while there is none, or it is not known. */
export function WorkListCount() {
  const { t } = useLingui();
  const { data, error } = useInfiniteQuery(workListQuery({}));
  const count = data?.pages[0]?.count ?? 0;
  if (count === 0 || error !== null) return null;
  return (
    <Badge variant="filled" color="red.9" size="sm" aria-label={t`${count} to do`}>
      {count}
    </Badge>
  );
}
