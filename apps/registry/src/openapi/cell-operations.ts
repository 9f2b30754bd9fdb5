import * as api from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import { z } from 'zod';
import type { Operation } from './operation.ts';

const caller: readonly ErrorCode[] = [
  ...(['token.missing', 'token.invalid', 'token.revoked', 'signIn.ended', 'role.missing', 'request.foreign'] as const),
  'platform.unavailable',
];
const body: readonly ErrorCode[] = ['request.malformed', 'request.invalid', 'request.tooLarge', 'request.mediaType'];
const common = { tag: 'Operations', access: 'registry' } as const;

const CELL = '/registry/v1/cells/{cell}';

/** Which cells serve whom: for the platform's own people. */
export const CELL_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'listCells',
    method: 'GET',
    path: '/registry/v1/cells',
    summary: 'List the cells, the first one first',
    answers: { 200: { description: 'All of them', body: { schema: api.pageOf(api.cell) } } },
    errors: caller,
  },
  {
    ...common,
    id: 'putCell',
    method: 'PUT',
    path: CELL,
    summary: 'Add a cell, or say where its doors are now',
    description:
      'Its topics must be there. `retailUrl` null: its tills call the platform’s own origin. Organisations that it serves ' +
      'are told: tills get the new address with their next token, devices are sent to it.',
    request: {
      schema: api.putCell,
      example: { retailUrl: null, connectUrl: 'wss://devices.acme.example/device/v1/connect' },
    },
    answers: { 200: { description: 'As it is now', body: { schema: api.cell } } },
    errors: [...caller, ...body, 'entity.unknown', 'entity.conflict'],
  },
  {
    ...common,
    id: 'removeCell',
    method: 'DELETE',
    path: CELL,
    summary: 'Remove a cell that serves nobody',
    answers: { 204: { description: 'Gone' } },
    errors: [...caller, 'entity.unknown', 'entity.inUse'],
  },
  {
    ...common,
    id: 'moveOrganisation',
    method: 'PUT',
    path: '/registry/v1/organisations/{organisationId}/cell',
    summary: 'Let another cell serve an organisation',
    description:
      'What begins from now on begins there; what runs ends where it began. Devices are sent to the new cell, each when it ' +
      'has nothing to do. The same again changes nothing.',
    request: { schema: api.putOrganisationCell, example: { cell: 'acme' } },
    answers: { 200: { description: 'As it is now', body: { schema: api.organisation } } },
    errors: [...caller, ...body, 'entity.unknown'],
  },
  {
    ...common,
    id: 'getCellsOfOrganisation',
    method: 'GET',
    path: '/operations/v1/organisations/{organisationId}/cells',
    summary:
      'Where the devices of an organisation are connected, where its sales run, and what of them is still to be told',
    answers: {
      200: { description: 'By cell', body: { schema: z.looseObject(api.organisationCells.shape) } },
    },
    errors: [...caller, 'entity.unknown'],
  },
  {
    ...common,
    id: 'getSessionCellsOfOrganisation',
    method: 'GET',
    path: '/operations/v1/sessions/organisations/{organisationId}/cells',
    summary: 'The same of its session calls',
    answers: {
      200: { description: 'By cell', body: { schema: z.looseObject(api.organisationCells.shape) } },
    },
    errors: [...caller, 'entity.unknown'],
  },
];
