import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { mendKafkaTimer } from './kafkajs-timer.ts';

interface Queue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  scheduleCheckPendingRequests(): void;
  checkPendingRequests(): void;
}

describe('the request queue of kafkajs', () => {
  const queueWith = (pending: unknown[]): Queue => {
    mendKafkaTimer();
    const load = createRequire(import.meta.url);
    const { prototype } = load('kafkajs/src/network/requestQueue/index.js') as { prototype: Queue };
    const queue = Object.create(prototype) as Queue;
    return Object.assign(queue, { pending, throttledUntil: -1, throttleCheckTimeoutId: null });
  };

  it('sets no timer while nothing waits', () => {
    const queue = queueWith([]);
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('looks again soon when something waits', async () => {
    const queue = queueWith(['request']);
    const looked = new Promise<void>((resolve) => (queue.checkPendingRequests = resolve));
    queue.scheduleCheckPendingRequests();
    await looked;
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });
});
