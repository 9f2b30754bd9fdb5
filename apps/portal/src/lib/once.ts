import { useRef } from 'react';

type Once = <Result>(act: (idempotencyKey: string) => Promise<Result>, asked?: string) => Promise<Result>;

/**
 * Does something under a key that stays the same until it is done: a second click, or another try after an answer that did
 * not come, makes nothing twice. @param asked what is asked for: something else is another request
 */
export function useOnce(): Once {
  const used = useRef<{ readonly key: string; readonly asked: string }>(undefined);
  return async (act, asked = '') => {
    if (used.current?.asked !== asked) used.current = { key: crypto.randomUUID(), asked };
    const request = used.current;
    const result = await act(request.key);
    if (used.current === request) used.current = undefined;
    return result;
  };
}
