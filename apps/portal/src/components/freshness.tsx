import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Group, Text } from '@mantine/core';
import { IconBroadcast, IconRefresh } from '@tabler/icons-react';

interface FreshnessProps {
  /** Whether what is shown is asked for again and again by itself. */
  readonly isLive: boolean;
  /** Milliseconds; 0: never. */
  readonly updatedAt: number;
  readonly onRefresh: () => void;
}

/** Says quietly how old what is shown is; what does not keep itself fresh can be asked for again. */
export function Freshness({ isLive, updatedAt, onRefresh }: FreshnessProps) {
  const { t, i18n } = useLingui();
  const time = new Date(updatedAt).toLocaleTimeString(i18n.locale);
  return (
    <Group gap={4} wrap="nowrap" mih={44}>
      {isLive && <IconBroadcast size={14} aria-hidden color="var(--mantine-color-dimmed)" />}
      <Text size="xs" c="dimmed" role="status">
        {updatedAt === 0 ? '' : isLive ? t`live` : t`last update ${time}`}
      </Text>
      {!isLive && updatedAt > 0 && (
        <ActionIcon variant="subtle" color="gray" size={44} onClick={onRefresh} aria-label={t`Refresh`}>
          <IconRefresh size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
