import type { DeviceIdentity } from './certificate.ts';

/** Why a command was provably not written (contract of `CommandRefused`). */
export type RefusalReason = 'expired' | 'disconnected' | 'superseded' | 'revoked' | 'overloaded';

/** What to do with a command: write it, nothing (it was written), say again that it was refused, or admit that nobody knows. */
export type Decision =
  | { readonly kind: 'write' }
  | { readonly kind: 'written' }
  | ({ readonly kind: 'refused'; readonly reason: RefusalReason; readonly owner: DeviceIdentity } & Expected)
  | { readonly kind: 'unproven' };

/** Of a device that was sent away: how long after that it is expected back. */
export interface Expected {
  readonly returnsWithinMs?: number;
}

export interface Command {
  readonly exchangeId: string;
  readonly deviceId: string;
  readonly epoch: number;
  /** Epoch milliseconds: after this instant it must not be written. */
  readonly notAfterMs: number;
}

/** Why a connection that is up would not take a command; undefined when it would. */
export type Obstacle = 'superseded' | 'revoked' | 'overloaded' | undefined;

interface Choice {
  readonly what: 'written' | RefusalReason;
  readonly notAfterMs: number;
}

interface Epoch {
  readonly owner: DeviceIdentity;
  readonly choices: Map<string, Choice>;
  closedAtMs: number | undefined;
  expected: Expected;
  /** Choices up to this `notAfter` may have been forgotten. */
  forgottenUntilMs: number;
}

const refusal = ({ owner, expected }: Epoch, reason: RefusalReason): Decision => ({
  kind: 'refused',
  reason,
  owner,
  ...(reason === 'disconnected' && expected),
});

/** How long after its `notAfter` a choice is remembered: many times what a republished command takes. */
const CHOICE_LIFE_MS = 10 * 60_000;
/** How long after its end an epoch is remembered: as long as the mailbox keeps a command. */
const EPOCH_LIFE_MS = 10 * 60_000;

/**
 * Remembers, for each connection this process opened, which exchanges it wrote and which it refused. Each exchange is
 * chosen once, and the choice sticks however often the command comes. "Refused" is said only where this memory proves
 * that the exchange was never written; where it cannot, the answer is "unproven".
 */
export class CommandLedger {
  readonly #epochs = new Map<number, Epoch>();

  open(epoch: number, owner: DeviceIdentity): void {
    this.#epochs.set(epoch, { owner, choices: new Map(), closedAtMs: undefined, expected: {}, forgottenUntilMs: 0 });
  }

  close(epoch: number, nowMs: number, expected: Expected = {}): void {
    const known = this.#epochs.get(epoch);
    if (known === undefined || known.closedAtMs !== undefined) return;
    known.closedAtMs = nowMs;
    known.expected = expected;
  }

  /** @param obstacle asked only while the connection is up */
  decide(command: Command, nowMs: number, obstacle: () => Obstacle): Decision {
    const epoch = this.#epochs.get(command.epoch);
    if (epoch === undefined || epoch.owner.deviceId !== command.deviceId) return { kind: 'unproven' };
    const before = epoch.choices.get(command.exchangeId);
    if (before !== undefined) {
      return before.what === 'written' ? { kind: 'written' } : refusal(epoch, before.what);
    }
    if (command.notAfterMs <= epoch.forgottenUntilMs) return { kind: 'unproven' };
    const reason = this.#reason(epoch, command, nowMs, obstacle);
    epoch.choices.set(command.exchangeId, { what: reason ?? 'written', notAfterMs: command.notAfterMs });
    return reason === undefined ? { kind: 'write' } : refusal(epoch, reason);
  }

  #reason(epoch: Epoch, command: Command, nowMs: number, obstacle: () => Obstacle): RefusalReason | undefined {
    if (nowMs > command.notAfterMs) return 'expired';
    return epoch.closedAtMs === undefined ? obstacle() : 'disconnected';
  }

  /** Lets go of what no command can ask about any more. */
  forget(nowMs: number): void {
    for (const [number, epoch] of this.#epochs) {
      if (epoch.closedAtMs !== undefined && nowMs - epoch.closedAtMs > EPOCH_LIFE_MS) {
        this.#epochs.delete(number);
        continue;
      }
      for (const [exchangeId, choice] of epoch.choices) {
        if (nowMs - choice.notAfterMs <= CHOICE_LIFE_MS) continue;
        epoch.choices.delete(exchangeId);
        epoch.forgottenUntilMs = Math.max(epoch.forgottenUntilMs, choice.notAfterMs);
      }
    }
  }

  get size(): number {
    return this.#epochs.size;
  }
}
