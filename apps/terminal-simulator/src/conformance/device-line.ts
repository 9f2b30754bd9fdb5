import { deviceFrames, MAX_FRAME_BYTES, type Hello } from '@ppaas/contracts';
import type { WebSocket } from 'ws';
import { isObject, objectAt, type JsonObject } from '../json.ts';
import { readMessage } from '../message.ts';
import { RuleBroken } from './rule-broken.ts';

/** One connection of the device under test, seen from the platform. */
export class DeviceLine {
  readonly openedAt = performance.now();
  readonly socket: WebSocket;
  /** Every text frame, in order; `taken` counts those that a rule has looked at. */
  readonly frames: JsonObject[] = [];
  closedAt: number | undefined;
  binaryFrames = 0;
  helloMs: number | undefined;
  #taken = 0;
  #pings: NodeJS.Timeout | undefined;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.binaryFrames += 1;
      else this.#take(JSON.parse(String(data)) as unknown);
    });
    socket.on('close', () => {
      this.closedAt = performance.now();
      clearInterval(this.#pings);
      this.#wake();
    });
    socket.on('error', () => this.#wake());
  }

  get isOpen(): boolean {
    return this.closedAt === undefined;
  }

  /** The Hello as it must be. @throws RuleBroken when it is not, or not there within 5 s */
  async hello(): Promise<Hello> {
    const frame = await this.until('Hello within 5 s', () => this.frames[0], 5_000);
    const parsed = deviceFrames.Hello.safeParse(frame['Hello']);
    if (Object.keys(frame).length !== 1 || !parsed.success) {
      const why = parsed.success
        ? 'more than one member'
        : parsed.error.issues.map((issue) => `${issue.path.join('/')}: ${issue.message}`).join('; ');
      throw new RuleBroken(`the first frame is not a valid Hello (${why})`);
    }
    this.#taken = Math.max(this.#taken, 1);
    return parsed.data;
  }

  welcome(pingSeconds: number, epoch: number, deviceId: string): void {
    this.send({
      Welcome: {
        deviceId,
        epoch,
        time: new Date().toISOString(),
        pingSeconds,
        paymentTimeoutSeconds: 120,
        maxFrameBytes: MAX_FRAME_BYTES,
      },
    });
    this.#pings = setInterval(() => this.socket.ping(), pingSeconds * 1_000);
  }

  stopPings(): void {
    clearInterval(this.#pings);
  }

  send(frame: JsonObject): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The next frame that fits, skipping others. */
  heard(what: string, fits: (frame: JsonObject) => boolean, limitMs = 5_000): Promise<JsonObject> {
    return this.until(
      what,
      () => {
        while (this.#taken < this.frames.length) {
          const frame = this.frames[this.#taken] ?? {};
          this.#taken += 1;
          if (fits(frame)) return frame;
        }
        return undefined;
      },
      limitMs,
    );
  }

  ack(exchangeId: string): Promise<JsonObject> {
    return this.heard(
      `Ack of ${exchangeId}`,
      (frame) => objectAt(frame, 'Ack')['ExchangeIdentification'] === exchangeId,
    );
  }

  /** The nexo message that answers an exchange. */
  answer(exchangeId: string, limitMs?: number): Promise<JsonObject> {
    return this.heard(`the answer to ${exchangeId}`, (frame) => readMessage(frame)?.exchangeId === exchangeId, limitMs);
  }

  /** All frames so far that belong to an exchange. */
  answersTo(exchangeId: string): JsonObject[] {
    return this.frames.filter((frame) => readMessage(frame)?.exchangeId === exchangeId);
  }

  closed(limitMs: number): Promise<number> {
    return this.until('the end of the connection', () => this.closedAt, limitMs);
  }

  /** @throws RuleBroken when it does not come in time, or the connection ends first */
  async until<T>(what: string, look: () => T | undefined, limitMs: number): Promise<T> {
    const end = performance.now() + limitMs;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      const left = end - performance.now();
      if (left <= 0) throw new RuleBroken(`not within ${limitMs / 1_000} s: ${what}`);
      if (!this.isOpen) throw new RuleBroken(`the device closed the connection before: ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  #take(frame: unknown): void {
    this.helloMs ??= performance.now() - this.openedAt;
    if (isObject(frame)) this.frames.push(frame);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
