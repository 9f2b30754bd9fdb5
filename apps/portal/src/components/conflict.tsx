import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';

interface ConflictProps {
  readonly mine: Readonly<Record<string, string>>;
  readonly theirs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly textOf?: ((name: string, value: string) => string) | undefined;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Somebody else was faster: both versions side by side, and the person says which one stands. */
export function Conflict(props: ConflictProps) {
  const { mine, theirs, labels, textOf = (_name, value) => value, onMine, onTheirs } = props;
  const shown = (name: string, value = ''): string => textOf(name, value) || '–';
  const { t } = useLingui();
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => self.current?.focus(), []);
  const names = Object.keys(mine).filter((name) => mine[name] !== theirs[name]);
  return (
    <Alert color="orange" ref={self} tabIndex={-1} role="alert">
      <Stack gap="sm">
        <Text fw={600}>{t`Somebody else has changed it meanwhile`}</Text>
        {names.length === 0 && (
          <Text size="sm">
            <Trans>What they saved is what you have.</Trans>
          </Text>
        )}
        {names.length > 0 && (
          <table className="list" aria-label={t`Both versions`}>
            <thead>
              <tr>
                <th scope="col">{t`Field`}</th>
                <th scope="col">{t`Yours`}</th>
                <th scope="col">{t`Theirs`}</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name}>
                  <th scope="row">{labels[name]}</th>
                  <td>{shown(name, mine[name])}</td>
                  <td>{shown(name, theirs[name])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Group>
          {names.length > 0 && (
            <Button h={44} onClick={onMine}>
              <Trans>Save mine</Trans>
            </Button>
          )}
          <Button h={44} variant="default" onClick={onTheirs}>
            <Trans>Take theirs</Trans>
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
