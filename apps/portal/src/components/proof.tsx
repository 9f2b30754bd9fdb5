import { Suspense, createContext, lazy, useContext, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { hasCode } from '../lib/problem.ts';

const ProofDialog = lazy(async () => ({ default: (await import('./proof-dialog.tsx')).ProofDialog }));

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
      {isOpen && (
        <Suspense>
          <ProofDialog onSettled={(isProven) => settle.current(isProven)} />
        </Suspense>
      )}
    </Context>
  );
}
