import type { ChannelTimes } from './channel-times.ts';

export interface HeartbeatActions {
  ping(): void;
  /** Something was heard since the last beat. */
  alive(): void;
  dead(): void;
}

/** ± 10 %, so that ten thousand devices are not pinged in one moment. */
const JITTER = 0.1;

/** Pings a connection and notices within 45 s that nobody answers: two pings, then a short last wait. */
export class Heartbeat {
  readonly #times: ChannelTimes;
  readonly #actions: HeartbeatActions;
  #timer: NodeJS.Timeout | undefined;
  #unanswered = 0;

  constructor(times: ChannelTimes, actions: HeartbeatActions) {
    this.#times = times;
    this.#actions = actions;
  }

  start(): void {
    this.#schedule();
  }

  heard(): void {
    this.#unanswered = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const jitter = 1 + (Math.random() * 2 - 1) * JITTER;
    this.#timer = setTimeout(() => this.#beat(), this.#times.pingMs * jitter);
  }

  #beat(): void {
    if (this.#unanswered === 0) this.#actions.alive();
    this.#unanswered += 1;
    this.#actions.ping();
    if (this.#unanswered < 2) return this.#schedule();
    this.#timer = setTimeout(() => {
      if (this.#unanswered === 0) this.#schedule();
      else this.#actions.dead();
    }, this.#times.lastPongMs);
  }
}
