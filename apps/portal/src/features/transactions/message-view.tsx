import { useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ShownMessage } from '@ppaas/contracts';
import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { curlOf } from './curl.ts';
import { linesOf } from './message-lines.ts';
import type { Line } from './message-lines.ts';
import { MemberNote } from './member-note.tsx';

type Spelling = 'till' | 'long' | 'codes';

/** A nexo message, without card data: line by line, with what the standard says of the line that one is on. */
export function MessageView({ message }: { readonly message: ShownMessage }) {
  const { t } = useLingui();
  const { till } = message;
  const [chosen, setChosen] = useState<Spelling>('till');
  const spelling = chosen === 'till' && till === null ? 'long' : chosen;
  const shown = message[spelling] ?? message.long;
  const spellings: readonly { readonly value: Spelling; readonly label: string }[] = [
    ...(till === null ? [] : [{ value: 'till' as const, label: t`As the till writes` }]),
    { value: 'long', label: t`Long names` },
    { value: 'codes', label: t`Codes of four letters` },
  ];
  const curl = curlOf(message, shown, location.origin);
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <Group gap="xs">
          <NativeSelect
            aria-label={t`Spelling`}
            data={[...spellings]}
            value={spelling}
            onChange={({ currentTarget: { value } }) => setChosen(value as Spelling)}
          />
          <CopyText label={t`Copy as JSON`} text={JSON.stringify(shown, null, 2)} />
          {curl !== undefined && <CopyText label={t`Copy as curl`} text={curl} />}
        </Group>
        <Lines message={shown} />
      </Stack>
    </Paper>
  );
}

function CopyText({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useLingui();
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  return (
    <Button variant="default" h={44} onClick={() => copy(text)}>
      {copied ? t`Copied` : label}
    </Button>
  );
}

/** One stop of the Tab key; the arrow keys go from line to line. */
function Lines({ message }: { readonly message: ShownMessage['long'] }) {
  const { t } = useLingui();
  const id = useId();
  const lines = useMemo(() => linesOf(message), [message]);
  const [at, setAt] = useState(0);
  const active = lines[at];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const bounded = Math.max(0, Math.min(lines.length - 1, to));
    setAt(bounded);
    event.currentTarget.children[bounded]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <div
        role="listbox"
        tabIndex={0}
        aria-label={t`Message`}
        aria-activedescendant={`${id}${at}`}
        aria-describedby={`${id}note`}
        className="message"
        onKeyDown={onKeyDown}
      >
        {lines.map((line, index) => (
          <MessageLine
            key={line.path}
            id={`${id}${index}`}
            line={line}
            isActive={index === at}
            onPoint={() => setAt(index)}
          />
        ))}
      </div>
      <div id={`${id}note`} aria-live="polite">
        {active !== undefined && <MemberNote line={active} />}
      </div>
    </>
  );
}

interface MessageLineProps {
  readonly id: string;
  readonly line: Line;
  readonly isActive: boolean;
  readonly onPoint: () => void;
}

function MessageLine({ id, line: { depth, name, value }, isActive, onPoint }: MessageLineProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className="message-line"
      style={{ paddingLeft: 8 + depth * 16 }}
      onPointerEnter={onPoint}
      onClick={onPoint}
    >
      <Text span inherit c="dimmed">
        {name}
        {value !== undefined && ': '}
      </Text>
      {value}
    </div>
  );
}
