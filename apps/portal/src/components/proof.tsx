import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { createContext, useContext, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { answerOf, api } from '../lib/api.ts';
import { hasCode } from '../lib/problem.ts';
import { readSignInAgain, signedInQuery } from '../lib/session.ts';
import { queryClient } from '../app/query-client.ts';
import { FormBody, required, useForm } from './form.tsx';

type WithProof = <Result>(act: () => Promise<Result>) => Promise<Result>;

/** The person did not prove who it is. */
class ProofRefused extends Error {
  override readonly name = 'ProofRefused';
}

const Context = createContext<WithProof | undefined>(undefined);

/**
 * Does something that needs a fresh proof: when the server asks for it, the person is asked for the second factor (the
 * password where there is none), and it is done again.
 */
export function useProof(): WithProof {
  const withProof = useContext(Context);
  if (withProof === undefined) throw new Error('there is no ProofProvider');
  return withProof;
}

export const wasRefused = (error: unknown): boolean => error instanceof ProofRefused;

export function ProofProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(isProven: boolean) => void>(() => undefined);
  const ask = (): Promise<boolean> => {
    setOpen(true);
    return new Promise((resolve) => {
      settle.current = (isProven) => {
        setOpen(false);
        resolve(isProven);
      };
    });
  };
  const withProof: WithProof = async (act) => {
    try {
      return await act();
    } catch (error) {
      if (!hasCode(error, 'signIn.notFresh')) throw error;
      if (!(await ask())) throw new ProofRefused();
      return act();
    }
  };
  return (
    <Context value={withProof}>
      {children}
      <ProofDialog isOpen={isOpen} onSettled={(isProven) => settle.current(isProven)} />
    </Context>
  );
}

interface ProofDialogProps {
  readonly isOpen: boolean;
  readonly onSettled: (isProven: boolean) => void;
}

function ProofDialog({ isOpen, onSettled }: ProofDialogProps) {
  const { t } = useLingui();
  return (
    <Modal
      opened={isOpen}
      onClose={() => onSettled(false)}
      title={t`Is it you?`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <ProofForm onSettled={onSettled} />
    </Modal>
  );
}

function ProofForm({ onSettled }: Pick<ProofDialogProps, 'onSettled'>) {
  const { t } = useLingui();
  const hasSecondFactor = queryClient.getQueryData(signedInQuery.queryKey)?.hasSecondFactor ?? false;
  const form = useForm(
    { shown: '' },
    {
      check: required(t`Required`, 'shown'),
      send: async ({ shown }) => {
        const body = hasSecondFactor ? { code: shown } : { password: shown };
        await answerOf(api.POST('/auth/v1/sign-in/step-up', { body }));
        await readSignInAgain();
        onSettled(true);
      },
    },
  );
  return (
    <FormBody form={form} labels={{ shown: hasSecondFactor ? t`Code` : t`Password` }}>
      <Stack gap="md">
        <Text size="sm">
          <Trans>What you are about to do asks for it again.</Trans>
        </Text>
        {hasSecondFactor ? (
          <TextInput
            {...form.field('shown')}
            label={t`Code of your authenticator`}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            data-autofocus
          />
        ) : (
          <PasswordInput
            {...form.field('shown')}
            label={t`Your password`}
            autoComplete="current-password"
            data-autofocus
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onSettled(false)}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={form.isSending}>
            <Trans>Continue</Trans>
          </Button>
        </Group>
      </Stack>
    </FormBody>
  );
}
