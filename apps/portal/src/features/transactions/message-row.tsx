import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Skeleton, Stack, Title } from '@mantine/core';
import type { ShownMessage, TransactionDetail } from '@ppaas/contracts';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { messageTitle } from './message-title.ts';

const MessageView = lazy(async () => ({ default: (await import('./message-view.tsx')).MessageView }));

interface MessageToggleProps {
  readonly message: ShownMessage;
  /** What is seen of its name; all of it, if not given. */
  readonly text?: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function MessageToggle({ message, text, isOpen, onToggle }: MessageToggleProps) {
  const { t } = useLingui();
  const title = t(messageTitle(message.name));
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Button
      variant="subtle"
      px={4}
      h={44}
      leftSection={<Chevron size={14} aria-hidden />}
      aria-expanded={isOpen}
      aria-label={text === undefined ? undefined : `${text}: ${title}`}
      onClick={onToggle}
    >
      {text ?? title}
    </Button>
  );
}

export function MessagePanel({ message }: { readonly message: ShownMessage }) {
  return (
    <Suspense fallback={<Skeleton height={240} />}>
      <MessageView message={message} />
    </Suspense>
  );
}

/** Messages that no row of the timeline opens. */
export function OtherMessages({ sale: { messages, timeline } }: { readonly sale: TransactionDetail }) {
  const others = messages.filter(({ name }) => timeline.every(({ message }) => message !== name));
  if (others.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2}>
        <Trans>Messages</Trans>
      </Title>
      {others.map((message) => (
        <Other key={message.name} message={message} />
      ))}
    </Stack>
  );
}

function Other({ message }: { readonly message: ShownMessage }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Group>
        <MessageToggle message={message} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      </Group>
      {isOpen && <MessagePanel message={message} />}
    </>
  );
}
