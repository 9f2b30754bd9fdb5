import { useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { problemText } from '../lib/problem-text.ts';
import { ProblemError } from '../lib/problem.ts';

/** Texts of a form by the member of the request they become; `/name` in a problem is `name` here. */
type Values = Record<string, string>;
type Faults<Names> = Partial<Record<keyof Names & string, string>>;

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

export interface Form<Names extends Values> {
  readonly values: Names;
  readonly isSending: boolean;
  readonly isChanged: boolean;
  /** What is wrong with single members. */
  readonly faults: Faults<Names>;
  readonly error: Error | undefined;
  field(name: keyof Names & string): FieldProps;
  readonly onSubmit: (event: FormEvent) => void;
}

interface FormOptions<Names extends Values> {
  /** What is wrong before anything is sent. */
  readonly check?: (values: Names) => Faults<Names>;
  readonly send: (values: Names) => Promise<void>;
}

/** Values, and what is wrong with each. A second click while the first is on its way does nothing. */
export function useForm<Names extends Values>(initial: Names, { check, send }: FormOptions<Names>): Form<Names> {
  const prefix = useId();
  const [values, setValues] = useState(initial);
  const [faults, setFaults] = useState<Faults<Names>>({});
  const [error, setError] = useState<Error>();
  const [isSending, setSending] = useState(false);
  const isOnItsWay = useRef(false);
  const submit = async (): Promise<void> => {
    if (isOnItsWay.current) return;
    const found = check?.(values) ?? {};
    setFaults(found);
    setError(undefined);
    if (Object.keys(found).length > 0) return;
    isOnItsWay.current = true;
    setSending(true);
    try {
      await send(values);
    } catch (failure) {
      setError(failure as Error);
      setFaults(faultsOf(failure, initial));
    } finally {
      isOnItsWay.current = false;
      setSending(false);
    }
  };
  return {
    values,
    faults,
    error,
    isSending,
    isChanged: Object.entries(initial).some(([name, value]) => values[name] !== value),
    field: (name) => ({
      id: `${prefix}${name}`,
      name,
      value: values[name] ?? '',
      error: faults[name],
      onChange: ({ currentTarget: { value } }) => setValues((now) => ({ ...now, [name]: value })),
    }),
    onSubmit: (event) => {
      event.preventDefault();
      void submit();
    },
  };
}

function faultsOf<Names extends Values>(error: unknown, names: Names): Faults<Names> {
  if (!(error instanceof ProblemError)) return {};
  const found = Object.keys(names).map((name) => [name, error.at(`/${name}`)] as const);
  return Object.fromEntries(found.filter(([, text]) => text !== undefined)) as Faults<Names>;
}

/** The check that these members are not empty. */
export const required =
  <Names extends Values>(text: string, ...names: (keyof Names & string)[]) =>
  (values: Names): Faults<Names> =>
    Object.fromEntries(
      names.filter((name) => values[name]?.trim() === '').map((name) => [name, text]),
    ) as Faults<Names>;

interface FormBodyProps<Names extends Values> {
  readonly form: Form<Names>;
  /** Names of the members for the summary of what is wrong. */
  readonly labels: Readonly<Record<keyof Names & string, string>>;
  /** Leaving with changes asks. */
  readonly guards?: boolean;
  readonly children: ReactNode;
}

/** The form with a summary of what is wrong, which takes the focus when something is. */
export function FormBody<Names extends Values>({ form, labels, guards = false, children }: FormBodyProps<Names>) {
  const { t } = useLingui();
  const summary = useRef<HTMLDivElement>(null);
  const { error, faults } = form;
  const names = Object.keys(faults);
  useEffect(() => {
    if (error !== undefined || Object.keys(faults).length > 0) summary.current?.focus();
  }, [error, faults]);
  useBlocker({
    shouldBlockFn: () => form.isChanged && !form.isSending && !confirm(t`Leave without saving?`),
    disabled: !guards,
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack gap="md">
        {(error !== undefined || names.length > 0) && (
          <Alert color="red" ref={summary} tabIndex={-1} role="alert">
            {error !== undefined && names.length === 0 && <Text size="sm">{problemText(error, t)}</Text>}
            {names.map((name) => (
              <Text key={name} size="sm">
                <Anchor href={`#${form.field(name).id}`} underline="always" inherit>
                  {labels[name]}
                </Anchor>
                {`: ${faults[name]}`}
              </Text>
            ))}
          </Alert>
        )}
        {children}
      </Stack>
    </form>
  );
}
