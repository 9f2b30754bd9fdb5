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
    // Where it stands in a text, colour alone would not tell it from what is around it.
    <Anchor inherit className="finger" underline="always" renderRoot={(props) => <Link {...to} {...props} />}>
      {children}
    </Anchor>
  );
}
