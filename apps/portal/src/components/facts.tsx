import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What is known of one thing, line by line. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return (
    <Stack component="dl" gap="xs" m={0}>
      {children}
    </Stack>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Group gap="md" mih={28} wrap="nowrap">
      <Text component="dt" size="sm" c="dimmed" w={140} style={{ flexShrink: 0 }}>
        {name}
      </Text>
      <Group component="dd" gap="xs" m={0} fz="sm">
        {children}
      </Group>
    </Group>
  );
}
