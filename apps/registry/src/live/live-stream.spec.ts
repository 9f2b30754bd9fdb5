import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LiveStream } from './live-stream.presenter.ts';
import { viewOf } from './live-view.ts';
import type { LiveView } from './live-view.ts';

/** A store whose one device has a name of about so many bytes. */
const view = (name: string): LiveView =>
  viewOf({ storeId: 's', asOf: '2026-01-01T00:00:00Z', devices: [{ deviceId: 'd', name }] as never });
const LARGE = 80_000;

describe('the stream of a reader', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
  afterEach(() => void jest.useRealTimers());

  const taken = (stream: LiveStream): string => String((stream.read() as Buffer | null) ?? '');
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('keeps no queue: a slow one is told the last state when it has room', () => {
    const stream = new LiveStream(undefined);
    stream.see(view('0'.repeat(LARGE)));
    for (let n = 1; n < 50; n++) stream.see(view(String(n).repeat(LARGE)));
    expect(stream.readableLength).toBeLessThan(2 * LARGE);
    const told = taken(stream);
    expect(told.match(/^event: .*$/gm)).toEqual(['event: devices', 'event: changed']);
    expect(told).toContain('"name":"494949');
    stream.destroy();
  });

  it('says every 5 s that nothing has changed', () => {
    const stream = new LiveStream(undefined);
    stream.see(view('a'));
    taken(stream);
    jest.advanceTimersByTime(4_900);
    stream.see(view('a'));
    expect(taken(stream)).toBe('');
    jest.advanceTimersByTime(100);
    stream.see(view('a'));
    expect(taken(stream)).toMatch(/^event: beat\ndata: \{"asOf":"2026-01-01T00:00:00Z"\}\n\n$/);
    stream.destroy();
  });

  it('lets go of one that takes nothing for 30 s', async () => {
    const stream = new LiveStream(undefined);
    stream.see(view('a'.repeat(LARGE)));
    await settle();
    stream.see(view('b'.repeat(LARGE)));
    jest.advanceTimersByTime(30_100);
    stream.see(view('c'));
    expect(stream.destroyed).toBe(true);
  });

  it('is told nothing after its end, and is gone although it takes nothing', () => {
    const stream = new LiveStream(undefined);
    stream.see(view('a'.repeat(LARGE)));
    stream.end();
    stream.end();
    stream.see(view('b'));
    jest.advanceTimersByTime(5_000);
    expect(stream.destroyed).toBe(true);
  });
});
