import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@ppaas/contracts';
import { isGuessable } from './guessable.ts';
import type { Known } from './guessable.ts';

/** OWASP's first choice for argon2id: about 20 ms and 19 MiB a hash. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Guessing must not take the processor from those who ask for tokens. */
const AT_ONCE = 2;
const MAX_WAITING = 100;

/** Hashes of passwords, two at a time; whoever comes when a hundred wait is told to come later. */
@Injectable()
export class Passwords {
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  /** Of a password that nobody has: who is unknown costs as much as who is known. */
  private readonly nobody = hash('nobody has this password', COST);

  /** Of a new password of a person. @throws DomainError password.guessable, request.tooMany */
  async hash(password: string, person: Known): Promise<string> {
    if (isGuessable(password, person)) {
      throw new DomainError('password.guessable', undefined, {
        faults: [{ pointer: '/newPassword', code: 'guessable', detail: 'is one of those that are tried first' }],
      });
    }
    return this.inTurn(() => hash(password, COST));
  }

  /** False for an undefined hash, after the same work. @throws DomainError request.tooMany */
  async isRight(password: string, passwordHash: string | null | undefined): Promise<boolean> {
    // Waited for in either case: the way is the same.
    const nobody = await this.nobody;
    const compared = passwordHash ?? nobody;
    const isSame = await this.inTurn(() => verify(compared, password));
    return isSame && passwordHash != null;
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.waiting.length >= MAX_WAITING) throw new DomainError('request.tooMany');
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The turn is handed on: `running` stays as it is unless nobody waits.
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
