import { useLingui } from '@lingui/react/macro';
import { Anchor, Breadcrumbs, Group, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { keptSearch } from '../lib/list-search.ts';
import { usePageTitle } from '../lib/page-title.ts';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageProps {
  readonly title: string;
  /** Which of its tabs is open. */
  readonly part?: string | undefined;
  /** The lists above, outermost first. */
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Title, the way back, what can be done, and the content. */
export function Page({ title, part, crumbs = [], actions, children }: PageProps) {
  const { t } = useLingui();
  const [below, setBelow] = useState<string>();
  usePageTitle(below ?? part, title);
  return (
    <Stack gap="md">
      {crumbs.length > 0 && (
        <nav aria-label={t`Where this is`}>
          <Breadcrumbs>
            {crumbs.map(({ label, to }) => (
              <Anchor
                key={to}
                className="finger"
                renderRoot={(props) => <Link to={to} search={keptSearch(to)} {...props} />}
                size="sm"
              >
                {label}
              </Anchor>
            ))}
          </Breadcrumbs>
        </nav>
      )}
      <Group justify="space-between" align="center">
        <Title order={1}>{title}</Title>
        {actions}
      </Group>
      <TitlePart value={setBelow}>{children}</TitlePart>
    </Stack>
  );
}

const TitlePart = createContext<(part: string | undefined) => void>(() => undefined);

/** What of the page this is, such as one point of sale of a store: it comes first in the name of the browser's tab. */
export function useTitlePart(part: string): void {
  const tell = useContext(TitlePart);
  useEffect(() => {
    tell(part);
    return () => tell(undefined);
  }, [tell, part]);
}
