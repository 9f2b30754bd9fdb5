import type { Log } from '@ppaas/messaging';
import { Redis as IoRedis } from 'ioredis';
import type { RedisOptions } from 'ioredis';

export interface RedisClientOptions {
  readonly url: string;
  readonly name: string;
  readonly log: Log;
  readonly onPublishFailed?: () => void;
}

const PING_EVERY_MS = 10_000;
const PING_LIMIT_MS = 5_000;

const shared = (name: string): RedisOptions => ({
  connectionName: name,
  lazyConnect: true,
  connectTimeout: 1_000,
  keepAlive: 10_000,
  retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
  // After a failover the old primary answers READONLY: find the new one.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
});

/** Redis holds only what can be rebuilt. Commands fail fast; every caller says what it does then. */
export class Redis {
  /** For commands. No queue while Redis is away, one try, 200 ms. */
  readonly commands: IoRedis;
  private readonly subscriber: IoRedis;
  private readonly listeners = new Map<string, Set<(payload: string) => void>>();
  private readonly pinger: NodeJS.Timeout;
  private readonly returnListeners = new Set<() => void>();
  private wasReady = false;
  private returnedAtMs = -Infinity;

  constructor(private readonly options: RedisClientOptions) {
    this.commands = new IoRedis(options.url, {
      ...shared(options.name),
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      commandTimeout: 200,
    });
    this.subscriber = new IoRedis(options.url, { ...shared(options.name), maxRetriesPerRequest: null });
    for (const client of [this.commands, this.subscriber]) {
      client.on('error', (error: Error) => options.log.warn({ err: error }, 'Redis'));
    }
    this.commands.on('ready', () => this.ready());
    this.subscriber.on('message', (channel: string, payload: string) => this.heard(channel, payload));
    this.pinger = setInterval(() => void this.ping(), PING_EVERY_MS);
    this.pinger.unref();
  }

  /** Begins to connect and waits for the first try; that Redis is away does not stop a service from starting. */
  async connect(): Promise<void> {
    const away = (error: unknown): void => this.options.log.warn({ err: error }, 'Redis is away');
    await Promise.all([this.commands.connect().catch(away), this.subscriber.connect().catch(away)]);
  }

  isReady(): boolean {
    return this.commands.status === 'ready';
  }

  /** Since it answers again after an outage, in which it may have forgotten everything; Infinity: there was none. */
  returnedForMs(): number {
    return performance.now() - this.returnedAtMs;
  }

  /** Calls when it answers again after an outage: whoever wrote what can be rebuilt writes it again. */
  onReturn(listener: () => void): void {
    this.returnListeners.add(listener);
  }

  /** Listens until the returned function is called; subscribes again by itself after an outage. What was said meanwhile is lost. */
  subscribe(channel: string, listener: (payload: string) => void): () => void {
    const known = this.listeners.get(channel);
    const listeners = known ?? new Set();
    listeners.add(listener);
    if (known === undefined) {
      this.listeners.set(channel, listeners);
      this.subscriber.subscribe(channel).catch((error: unknown) => this.failed(error, 'subscribe', channel));
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.listeners.get(channel) !== listeners) return;
      this.listeners.delete(channel);
      this.subscriber.unsubscribe(channel).catch((error: unknown) => this.failed(error, 'unsubscribe', channel));
    };
  }

  /** Best effort: a listener that matters also looks by itself. */
  publish(channel: string, payload: string): void {
    this.commands.publish(channel, payload).catch((error: unknown) => {
      this.options.onPublishFailed?.();
      this.failed(error, 'publish', channel);
    });
  }

  close(): Promise<void> {
    clearInterval(this.pinger);
    this.commands.disconnect();
    this.subscriber.disconnect();
    return Promise.resolve();
  }

  private ready(): void {
    if (this.wasReady) {
      this.returnedAtMs = performance.now();
      for (const listener of this.returnListeners) listener();
    }
    this.wasReady = true;
  }

  private heard(channel: string, payload: string): void {
    for (const listener of this.listeners.get(channel) ?? []) listener(payload);
  }

  private failed(error: unknown, call: string, channel: string): void {
    this.options.log.debug({ err: error, call, channel }, 'Redis did not take it');
  }

  /** A subscriber that only listens never notices a peer that is gone. */
  private async ping(): Promise<void> {
    if (this.subscriber.status !== 'ready') return;
    const limit = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no answer to PING')), PING_LIMIT_MS).unref();
    });
    try {
      await Promise.race([this.subscriber.ping(), limit]);
    } catch (error) {
      this.options.log.warn({ err: error }, 'the Redis subscriber fell silent and connects again');
      this.subscriber.disconnect(true);
    }
  }
}
