import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Acts } from '../acts.service.ts';
import type { Act } from '../acts.service.ts';
import { SignInStore } from './sign-in.store.ts';

/** Who changes an account, and where from. */
export type Changer = Pick<Act, 'tenantId' | 'actor' | 'address'>;

/** Changes to how a person proves who it is: they end the sign-ins that were proven the old way. */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly acts: Acts,
    private readonly signIns: SignInStore,
  ) {}

  /** What counts only once it is confirmed: no sign-in ends, and nothing is noted yet. */
  prepare<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return this.acts.commit(({ client }) => work(client));
  }

  /** @param kept the sign-in in which it is made: that one goes on */
  async commit<Result>(
    who: Changer,
    account: { readonly userId: string; readonly kept?: string },
    action: string,
    work: (client: PoolClient) => Promise<Result>,
  ): Promise<Result> {
    const { userId, kept } = account;
    return this.acts.commit(async ({ client, note }) => {
      const result = await work(client);
      await this.signIns.endAll(client, userId, kept);
      await note({ ...who, action, object: `user:${userId}`, detail: {} });
      return result;
    });
  }
}
