import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { DomainError, invalidQuery, liveQuery } from '@ppaas/contracts';
import { CurrentPrincipal, CurrentReadmit, Matters, RequirePermission } from '@ppaas/service';
import type { Principal, Readmit } from '@ppaas/service';
import type { FastifyReply } from 'fastify';
import { EntitiesStore } from '../entities.store.ts';
import { StoreRow } from '../registry.entity.ts';
import { requireReach } from '../scope.ts';
import type { Place } from '../scope.ts';
import { LiveStream } from './live-stream.presenter.ts';
import { LiveStores } from './live-stores.service.ts';

/** With the 1.5 s for which an answer of auth is used: a sign-in that is over reads no further after 2 s. */
const READMIT_MS = 250;

/** Server-sent events: the devices of a store as they change. */
@Controller('registry/v1/live')
@RequirePermission('registry.read')
@Matters('apart')
export class LiveController {
  constructor(
    private readonly entities: EntitiesStore,
    private readonly stores: LiveStores,
  ) {}

  @Get()
  async follow(
    @CurrentPrincipal() principal: Principal,
    @CurrentReadmit() readmit: Readmit,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const { data, error } = liveQuery.safeParse(query);
    if (data === undefined) throw invalidQuery(error.issues);
    const storeId = data.storeId.toLowerCase();
    const store = await this.entities.one(StoreRow, { storeId, status: 'ACTIVE' });
    requireReach(principal, store);
    const stream = new LiveStream(lastEventId);
    const who = `${principal.organisationId}:${principal.actor}`;
    const leave = await this.stores.follow(storeId, who, stream);
    const checks = checkAgain(readmit, store, stream);
    stream.once('close', () => {
      clearInterval(checks);
      leave();
    });
    // Some proxies gather an answer before they pass it on, unless they are told.
    await reply.header('X-Accel-Buffering', 'no').type('text/event-stream; charset=utf-8').send(stream);
  }
}

/** Ends the stream when its reader would not be let in any more, or when nobody can tell. */
function checkAgain(readmit: Readmit, place: Place, stream: LiveStream): NodeJS.Timeout {
  let isAsking = false;
  const check = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    try {
      requireReach(await readmit(), place);
    } catch (error) {
      if (error instanceof DomainError) stream.end();
      else stream.destroy(error as Error);
    } finally {
      isAsking = false;
    }
  };
  return setInterval(() => void check(), READMIT_MS).unref();
}
