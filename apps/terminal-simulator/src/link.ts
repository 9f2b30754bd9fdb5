import {
  CLOSE_CODES,
  DEVICE_SUBPROTOCOL,
  MAX_FRAME_BYTES,
  platformFrames,
  type Hello,
  type Welcome,
} from '@ppaas/contracts';
import { MalformedJson, parseJson } from '@ppaas/nexo';
import { WebSocket, type RawData } from 'ws';
import { isObject, type JsonObject } from './json.ts';

export interface LinkOptions {
  /** `wss://…/device/v1/connect` */
  readonly connectUrl: string;
  /** PEM: what to trust, who we are. */
  readonly tls: { readonly ca: string; readonly cert: string; readonly key: string };
  hello(): Hello;
  /** A frame that is not the link's own business. */
  onFrame(frame: JsonObject): void;
  onWelcome(welcome: Welcome): void;
  onDown?(code: number, reason: string): void;
  /** Factor on the reconnect delay; default 1. */
  readonly timeScale?: number;
  /** 0 ≤ n < 1 */
  readonly random?: () => number;
}

/** Bounds of the reconnect delay: full jitter over 1–60 s. */
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
/** From here on the delay is the longest. */
const MANY_ATTEMPTS = 10;
/** How long a connection may take until its Welcome. */
const WELCOME_MS = 10_000;
/** Pings that must have been missed before the line counts as dead. */
const MISSED_PINGS = 3;

/** @returns how long to wait before try number `attempt` (0 = the first) */
export const reconnectDelayMs = (attempt: number, random: () => number): number =>
  random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, MANY_ATTEMPTS));

/**
 * The device's side of the channel: one connection at a time, tried again for ever while the power is on. It says Hello,
 * waits for Welcome, answers pings, and closes a line on which nothing was heard for three pings' time (45 s).
 */
export class DeviceLink {
  readonly #options: LinkOptions;
  readonly #random: () => number;
  #connectUrl: string;
  #tls: LinkOptions['tls'];
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #watch: NodeJS.Timeout | undefined;
  #heardAt = 0;
  #attempt = 0;
  #isOn = false;
  #isSilent = false;
  #welcome: Welcome | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#connectUrl = options.connectUrl;
    this.#tls = options.tls;
  }

  /** The Welcome of the connection that is up, if one is. */
  get welcome(): Welcome | undefined {
    return this.#welcome;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Connects, at once; a line that had fallen silent is dropped first. */
  on(): void {
    const isStale = this.#isSilent;
    this.#isSilent = false;
    if (this.#isOn && !isStale) return;
    this.#isOn = true;
    clearTimeout(this.#timer);
    this.#attempt = 0;
    this.#drop();
    this.#connect();
  }

  /** Drops the line and stays away. */
  off(): void {
    this.#isOn = false;
    this.#isSilent = false;
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** Keeps the socket open and says nothing more, not even a pong, like a device behind a cut cable. */
  fallSilent(): void {
    this.#isSilent = true;
    clearInterval(this.#watch);
  }

  /** Shows another certificate from the next connection on. */
  identify(tls: LinkOptions['tls']): void {
    this.#tls = tls;
  }

  /** Drops the line and comes back. */
  bounce(): void {
    this.#socket?.terminate();
  }

  /** @returns false when there is no connection that has been welcomed: send it again after the next Welcome */
  send(frame: JsonObject): boolean {
    if (this.#socket === undefined || this.#welcome === undefined || this.#isSilent) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    const { hello } = this.#options;
    const socket = new WebSocket(this.#connectUrl, DEVICE_SUBPROTOCOL, {
      ...this.#tls,
      minVersion: 'TLSv1.2',
      perMessageDeflate: false,
      maxPayload: MAX_FRAME_BYTES,
      autoPong: false,
      handshakeTimeout: WELCOME_MS,
    });
    this.#socket = socket;
    this.#heard();
    socket.on('open', () => socket.send(JSON.stringify({ Hello: hello() })));
    socket.on('ping', (data) => {
      if (this.#isSilent) return;
      this.#heard();
      socket.pong(data);
    });
    socket.on('message', (data, isBinary) => this.#onMessage(socket, data, isBinary));
    // 'close' follows each 'error' and decides what happens next.
    socket.on('error', (error) => this.#options.onDown?.(0, error.message));
    socket.on('close', (code, reason) => this.#onClose(socket, code, reason.toString()));
    this.#watchSilence(socket, WELCOME_MS);
  }

  #onMessage(socket: WebSocket, data: RawData, isBinary: boolean): void {
    if (socket !== this.#socket || this.#isSilent) return;
    this.#heard();
    const frame = isBinary ? undefined : readFrame(String(data));
    if (frame === undefined) {
      socket.close(CLOSE_CODES.policy, 'a frame is a JSON object in text');
      return;
    }
    if ('Welcome' in frame) {
      const welcome = platformFrames.Welcome.parse(frame['Welcome']);
      this.#welcome = welcome;
      this.#attempt = 0;
      this.#watchSilence(socket, welcome.pingSeconds * 1_000 * MISSED_PINGS);
      this.#options.onWelcome(welcome);
    } else if ('GoAway' in frame) {
      const goAway = platformFrames.GoAway.parse(frame['GoAway']);
      if (goAway.connectUrl !== undefined) this.#connectUrl = goAway.connectUrl;
      this.#leave(socket, goAway.retryAfterMs);
    } else if (this.#welcome !== undefined) {
      this.#options.onFrame(frame);
    }
  }

  /** GoAway: the running exchange is carried to its end over the next connection. */
  #leave(socket: WebSocket, retryAfterMs: number): void {
    this.#forget(socket);
    socket.close(1000);
    this.#schedule(retryAfterMs);
  }

  #onClose(socket: WebSocket, code: number, reason: string): void {
    if (socket !== this.#socket) return;
    this.#forget(socket);
    this.#options.onDown?.(code, reason);
    // Revoked: only an operator can help, and there is no hurry.
    if (code === CLOSE_CODES.revoked) this.#attempt = MANY_ATTEMPTS;
    // Behind a cut cable there is nothing to connect to.
    if (this.#isSilent) return;
    this.#schedule(reconnectDelayMs(this.#attempt, this.#random) * (this.#options.timeScale ?? 1));
    this.#attempt += 1;
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isOn) this.#timer = setTimeout(() => this.#connect(), delayMs);
  }

  #drop(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#forget(socket);
    socket.terminate();
  }

  #forget(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#welcome = undefined;
    clearInterval(this.#watch);
  }

  #heard(): void {
    this.#heardAt = performance.now();
  }

  #watchSilence(socket: WebSocket, limitMs: number): void {
    clearInterval(this.#watch);
    this.#watch = setInterval(() => {
      if (performance.now() - this.#heardAt > limitMs) socket.terminate();
    }, limitMs / 10);
  }
}

function readFrame(text: string): JsonObject | undefined {
  try {
    const frame = parseJson(text);
    return isObject(frame) ? frame : undefined;
  } catch (error) {
    if (error instanceof MalformedJson) return undefined;
    throw error;
  }
}
