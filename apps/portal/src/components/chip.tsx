import { Badge } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

interface ChipProps {
  readonly icon: Icon;
  readonly colour: 'teal' | 'gray' | 'orange' | 'red' | 'blue';
  readonly text: string;
}

/** A state: icon and word, so that colour never stands alone. */
export function Chip({ icon: Symbol, colour, text }: ChipProps) {
  const symbol = <Symbol size={14} color={`var(--mantine-color-${colour}-6)`} aria-hidden />;
  return (
    <Badge variant="default" tt="none" fw={500} size="lg" miw="max-content" leftSection={symbol}>
      {text}
    </Badge>
  );
}
