import { useLingui } from '@lingui/react/macro';
import { Anchor, Breadcrumbs, Group, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageProps {
  readonly title: string;
  /** The lists above, outermost first. */
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Title, the way back, what can be done, and the content. */
export function Page({ title, crumbs = [], actions, children }: PageProps) {
  const { t } = useLingui();
  useEffect(() => {
    document.title = `${title} · PPaaS`;
  }, [title]);
  return (
    <Stack gap="md">
      {crumbs.length > 0 && (
        <nav aria-label={t`Where this is`}>
          <Breadcrumbs>
            {crumbs.map(({ label, to }) => (
              <Anchor key={to} renderRoot={(props) => <Link to={to} {...props} />} size="sm" py={12}>
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
      {children}
    </Stack>
  );
}
