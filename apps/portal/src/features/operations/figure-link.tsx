import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface FigureLinkProps {
  readonly to: LinkProps;
  readonly children: ReactNode;
}

/** A figure, or its name, that leads to the list behind it. */
export function FigureLink({ to, children }: FigureLinkProps) {
  return (
    <Anchor inherit renderRoot={(props) => <Link {...to} {...props} />}>
      {children}
    </Anchor>
  );
}
