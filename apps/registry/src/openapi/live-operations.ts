import { liveEvents, liveQuery } from '@ppaas/contracts';
import { z } from 'zod';
import type { Operation } from './operation.ts';
import { operator } from './registry-operation.ts';

const { devices, changed, beat } = liveEvents;

export const LIVE_OPERATIONS: readonly Operation[] = [
  {
    id: 'followStore',
    method: 'GET',
    path: '/registry/v1/live',
    tag: 'Live',
    access: 'registry',
    summary: 'Follow the devices of a store',
    description:
      'Server-sent events. `devices` has all of them and comes first; `changed` those that are other than before, within a ' +
      'second, and the ids of those that are gone; `beat` comes every 5 s when nothing changes. While the live state cannot ' +
      'be known, presence is UNKNOWN. With the `Last-Event-ID` of an earlier connection, to whichever instance, only what ' +
      'has changed since is told. The stream ends within 2 s of the sign-in, the token or the role that opened it.',
    query: liveQuery,
    headers: [{ name: 'Last-Event-ID', description: 'Browsers send it by themselves', example: 'bK2x…' }],
    answers: {
      200: {
        description: 'Events; the schema is that of their data',
        body: { mediaType: 'text/event-stream', schema: z.union([devices, changed, beat]) },
      },
    },
    errors: [...operator, 'request.invalid', 'request.tooMany', 'entity.unknown'],
  },
];
