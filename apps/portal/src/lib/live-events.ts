import type { LiveChange, StoreDevices } from '@ppaas/contracts';

export interface LiveListener {
  readonly onDevices: (all: StoreDevices) => void;
  readonly onChange: (change: LiveChange) => void;
  /** Everything that was told is as it is now. */
  readonly onAlive: () => void;
  /** What was told may not be so any more. @param isRefused the platform said no, or cannot now: whoever asks is told why */
  readonly onLost: (isRefused: boolean) => void;
}

/** Something is said every 5 s: a line on which nothing is heard for longer is none, whatever the browser thinks of it. */
const SILENCE_MS = 12_000;
const AGAIN_MS = 2_000;

/**
 * Follows the devices of a store while the page can be seen: browsers open few lines to one origin, and a page in the
 * background must not hold one.
 * @returns what ends it
 */
export function followStore(storeId: string, listener: LiveListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const lose = (isRefused: boolean, againMs: number): void => {
    close();
    listener.onLost(isRefused);
    timer = setTimeout(open, againMs);
  };
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => lose(false, 0), SILENCE_MS);
    listener.onAlive();
  };
  function open(): void {
    close();
    source = new EventSource(`/registry/v1/live?${new URLSearchParams({ storeId })}`);
    const on = <Data>(name: string, take: (data: Data) => void): void =>
      source?.addEventListener(name, ({ data }: MessageEvent<string>) => {
        take(JSON.parse(data) as Data);
        heard();
      });
    on('devices', listener.onDevices);
    on('changed', listener.onChange);
    on('beat', () => undefined);
    source.onerror = () => {
      // A broken line is opened again by the browser, which says what it has heard last; a refusal is the end of it.
      if (source?.readyState === EventSource.CLOSED) lose(true, AGAIN_MS);
      else listener.onLost(false);
    };
    timer = setTimeout(() => lose(false, 0), SILENCE_MS);
  }
  const onVisibility = (): void => {
    if (document.visibilityState === 'visible') return open();
    close();
    listener.onLost(false);
  };
  document.addEventListener('visibilitychange', onVisibility);
  if (document.visibilityState === 'visible') open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}
