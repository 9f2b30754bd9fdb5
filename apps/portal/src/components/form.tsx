import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Suspense, lazy, useContext, useEffect, useId, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { faultText } from '../lib/fault-text.ts';
import { goInPage } from '../lib/in-page.ts';
import { useOnce } from '../lib/once.ts';
import { problemText } from '../lib/problem-text.ts';
import { ProblemError, hasCode } from '../lib/problem.ts';
import { DialogContext } from './unsaved.ts';

/** Loaded when it is needed, which is seldom. */
const Conflict = lazy(async () => ({ default: (await import('./conflict.tsx')).Conflict }));

/** Texts of a form by the member of the request they become; `/name` in a problem is `name` here. */
export type Values = Record<string, string>;
type Faults<Names> = Partial<Record<keyof Names & string, string>>;

interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

/** What the server has, and its version. */
export interface Saved<Names extends Values> {
  readonly values: Names;
  readonly version: number;
}

export interface Form<Names extends Values> {
  readonly values: Names;
  readonly isSending: boolean;
  readonly isChanged: boolean;
  /** What is wrong with single members. */
  readonly faults: Faults<Names>;
  readonly error: Error | undefined;
  /** What somebody else has saved meanwhile. */
  readonly theirs: Saved<Names> | undefined;
  field(name: keyof Names & string): FieldProps;
  readonly onSubmit: (event: FormEvent) => void;
  /** Saves one's own over `theirs`. */
  keepMine(): void;
  /** Takes `theirs` into the form. */
  takeTheirs(): void;
}

/** What goes with the values. */
export interface Sending {
  /** The same for as long as the values are: sent twice, one thing is made. */
  readonly idempotencyKey: string;
  /** The version that the person saw, for forms that change something. */
  readonly ifMatch: string;
}

interface FormOptions<Names extends Values> {
  /** What is wrong before anything is sent. */
  readonly check?: (values: Names) => Faults<Names>;
  /** What it returns is what the form goes on with. */
  readonly send: (values: Names, sending: Sending) => Promise<Saved<Names> | void>;
  /** Of what is changed, as it was read; with it `latest`. */
  readonly version?: number;
  /** Reads again what is changed: asked for when somebody else was faster. */
  readonly latest?: () => Promise<Saved<Names>>;
}

/** Values, and what is wrong with each. A second click while the first is on its way does nothing. */
export function useForm<Names extends Values>(initial: Names, options: FormOptions<Names>): Form<Names> {
  const { check, send, latest, version: read = 0 } = options;
  const { t } = useLingui();
  const prefix = useId();
  const [values, setValues] = useState(initial);
  const [said, setSaid] = useState<Said<Names>>(NOTHING);
  const [isSending, setSending] = useState(false);
  const [base, setBase] = useState<Saved<Names>>({ values: initial, version: read });
  const isOnItsWay = useRef(false);
  const once = useOnce();
  useEffect(() => {
    // A form in which nothing was typed follows what is read.
    if (read <= base.version || isSending || differ(values, base.values)) return;
    setBase({ values: initial, version: read });
    setValues(initial);
  });
  const submit = async (version: number): Promise<void> => {
    if (isOnItsWay.current) return;
    const found = check?.(values) ?? {};
    setSaid({ faults: found });
    if (Object.keys(found).length > 0) return;
    isOnItsWay.current = true;
    setSending(true);
    try {
      const sent = (idempotencyKey: string) => send(values, { idempotencyKey, ifMatch: `"${version}"` });
      const saved = await once(sent, JSON.stringify(values));
      if (saved !== undefined) {
        setBase(saved);
        // What was typed meanwhile stays.
        setValues((now) => (differ(now, values) ? now : saved.values));
      }
    } catch (failure) {
      setSaid(await saidOf(failure, latest, (reason) => faultsOf(reason, initial, t)));
    } finally {
      isOnItsWay.current = false;
      setSending(false);
    }
  };
  const { faults, error, theirs } = said;
  return {
    ...{ values, faults, error, isSending, theirs },
    isChanged: differ(values, base.values),
    field: (name) => ({
      id: `${prefix}${name}`,
      name,
      value: values[name] ?? '',
      error: faults[name],
      onChange: ({ currentTarget: { value } }) => setValues((now) => ({ ...now, [name]: value })),
    }),
    onSubmit: (event) => {
      event.preventDefault();
      void submit(base.version);
    },
    keepMine: () => {
      if (theirs === undefined) return;
      setBase(theirs);
      void submit(theirs.version);
    },
    takeTheirs: () => {
      if (theirs === undefined) return;
      setBase(theirs);
      setValues(theirs.values);
      setSaid(NOTHING);
    },
  };
}

/** What is said of the last try. */
type Said<Names extends Values> = Pick<Form<Names>, 'faults'> & Partial<Pick<Form<Names>, 'error' | 'theirs'>>;
const NOTHING = { faults: {} };

/** Why it was refused; what others have saved meanwhile, or why that could not be read. */
async function saidOf<Names extends Values>(
  failure: unknown,
  latest: (() => Promise<Saved<Names>>) | undefined,
  faultsIn: (reason: unknown) => Faults<Names>,
): Promise<Said<Names>> {
  try {
    if (latest === undefined || !hasCode(failure, 'entity.changed')) throw failure;
    return { faults: {}, theirs: await latest() };
  } catch (reason) {
    return { faults: faultsIn(reason), error: reason as Error };
  }
}

const differ = (one: Values, other: Values): boolean => Object.keys(one).some((name) => one[name] !== other[name]);

/** Of each member the first thing that is wrong with it. */
function faultsOf<Names extends Values>(
  error: unknown,
  names: Names,
  translate: (text: MessageDescriptor) => string,
): Faults<Names> {
  if (!(error instanceof ProblemError)) return {};
  const found = error.faults.toReversed().filter(({ member }) => Object.hasOwn(names, member));
  return Object.fromEntries(found.map((fault) => [fault.member, faultText(fault, translate)])) as Faults<Names>;
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
  /** Leaving with changes asks; a form in a dialog does so unless it says not. */
  readonly guards?: boolean;
  /** What a value is called where two versions are shown; default: the value. */
  readonly textOf?: (name: keyof Names & string, value: string) => string;
  readonly children: ReactNode;
}

/** The form with a summary of what is wrong, which takes the focus when something is. */
export function FormBody<Names extends Values>({ form, labels, textOf, children, ...props }: FormBodyProps<Names>) {
  const { t } = useLingui();
  const dialog = useContext(DialogContext);
  const { guards = dialog !== undefined } = props;
  const summary = useRef<HTMLDivElement>(null);
  const { error, faults, theirs } = form;
  const names = Object.keys(faults);
  useEffect(() => {
    if (error !== undefined || Object.keys(faults).length > 0) summary.current?.focus();
  }, [error, faults]);
  const isAtRisk = (): boolean => form.isChanged && !form.isSending;
  useEffect(() => {
    if (dialog === undefined || !guards) return undefined;
    dialog.isAtRisk = isAtRisk;
    return () => void (dialog.isAtRisk = () => false);
  });
  useBlocker({
    // What stays on the page loses nothing.
    shouldBlockFn: ({ current, next }) =>
      current.pathname !== next.pathname && isAtRisk() && !confirm(t`Leave without saving?`),
    enableBeforeUnload: isAtRisk,
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
                <Anchor
                  href={`#${form.field(name).id}`}
                  underline="always"
                  inherit
                  onClick={(event) => goInPage(event, form.field(name).id)}
                >
                  {labels[name]}
                </Anchor>
                {`: ${faults[name]}`}
              </Text>
            ))}
          </Alert>
        )}
        {theirs !== undefined && (
          <Suspense>
            <Conflict
              mine={form.values}
              theirs={theirs.values}
              labels={labels}
              textOf={textOf as ((name: string, value: string) => string) | undefined}
              onMine={() => form.keepMine()}
              onTheirs={() => form.takeTheirs()}
            />
          </Suspense>
        )}
        {children}
      </Stack>
    </form>
  );
}
