import * as api from '@ppaas/contracts';
import { z } from 'zod';
import type { Operation } from './operation.ts';
import { body, change, common, create, get, list, operator, person, remove } from './registry-operation.ts';

const V1 = '/registry/v1';
const ORGANISATION = `${V1}/organisations/{organisationId}`;
const MERCHANT = `${V1}/merchants/{merchantId}`;
const STORE = `${V1}/stores/{storeId}`;
const POS = `${V1}/points-of-sale/{posId}`;
const DEVICE = `${V1}/devices/{deviceId}`;

const FOUND =
  '`q` is part of the name or the reference. The id of what is listed, several joined by commas, narrows the list to these.';

const createDevices: Operation = {
  ...common,
  id: 'createDevices',
  method: 'POST',
  path: `${STORE}/devices/bulk`,
  summary: 'Create many devices',
  description:
    'CSV in, CSV out: `serialNumber` and, if wanted, `name`, at most 500 lines below the header. Each code is good for 15 ' +
    'minutes, for one enrolment, and for the hardware with that serial number only. All devices are made or none: a ' +
    'refusal names the lines.',
  request: { mediaType: 'text/csv', schema: z.string(), example: 'serialNumber,name\r\nSN-4711,Counter\r\n' },
  answers: {
    201: {
      description: 'The codes, in the same order',
      body: {
        mediaType: 'text/csv',
        schema: z.string(),
        example:
          'serialNumber,deviceId,name,activationCode,activationExpiresAt\r\n' +
          'SN-4711,dev_4dn3jvebhqrcpqj3me6b,Counter,8K3M2QXW7T,2026-01-01T10:15:00.000Z\r\n',
      },
    },
  },
  errors: [...operator, ...body, 'entity.unknown', 'entity.conflict'],
};

export const REGISTRY_OPERATIONS: readonly Operation[] = [
  list(
    { id: 'listOrganisations', path: `${V1}/organisations`, summary: 'List organisations', description: FOUND },
    api.organisation,
    api.organisationQuery,
  ),
  create(
    { id: 'createOrganisation', path: `${V1}/organisations`, summary: 'Create an organisation' },
    api.createOrganisation,
    { name: 'Acme Acquiring', domain: 'acme-acquiring' },
    api.organisation,
    'entity.conflict',
  ),
  get({ id: 'getOrganisation', path: ORGANISATION, summary: 'Get an organisation' }, api.organisation),
  change(
    { id: 'changeOrganisation', path: ORGANISATION, summary: 'Change an organisation' },
    api.changeOrganisation,
    { name: 'Acme Acquiring SA', showKeysOnce: false },
    api.organisation,
  ),
  remove(
    { id: 'removeOrganisation', path: ORGANISATION, summary: 'Remove an organisation without merchants' },
    'entity.inUse',
  ),
  list(
    { id: 'listMerchants', path: `${ORGANISATION}/merchants`, summary: 'List merchants', description: FOUND },
    api.merchant,
    api.merchantQuery,
  ),
  create(
    { id: 'createMerchant', path: `${ORGANISATION}/merchants`, summary: 'Create a merchant' },
    api.createMerchant,
    { name: 'Corner Bakery' },
    api.merchant,
  ),
  get({ id: 'getMerchant', path: MERCHANT, summary: 'Get a merchant' }, api.merchant),
  remove({ id: 'removeMerchant', path: MERCHANT, summary: 'Remove a merchant without stores' }, 'entity.inUse'),
  list(
    {
      id: 'listAllStores',
      path: `${V1}/stores`,
      summary: 'List the stores of all merchants within reach, by name',
      description: `${FOUND} \`devicesOnline\` is as of this second.`,
    },
    api.storeSummary,
    api.storeQuery,
  ),
  list({ id: 'listStores', path: `${MERCHANT}/stores`, summary: 'List stores' }, api.store),
  create(
    { id: 'createStore', path: `${MERCHANT}/stores`, summary: 'Create a store' },
    api.createStore,
    { name: 'High Street', sessionPolicy: 'IMPLICIT', paymentMethods: null },
    api.store,
  ),
  get({ id: 'getStore', path: STORE, summary: 'Get a store' }, api.store),
  change(
    { id: 'changeStore', path: STORE, summary: 'Change a store' },
    api.changeStore,
    { sessionPolicy: 'LOGIN_REQUIRED', paymentMethods: ['VISA', 'MASTERCARD'] },
    api.store,
  ),
  remove(
    { id: 'removeStore', path: STORE, summary: 'Remove a store without points of sale and devices' },
    'entity.inUse',
  ),
  list(
    {
      id: 'listPointsOfSale',
      path: `${STORE}/points-of-sale`,
      summary: 'List points of sale, deregistered ones too',
      description: FOUND,
    },
    api.pointOfSale,
    api.posQuery,
  ),
  create(
    {
      id: 'createPointOfSale',
      path: `${STORE}/points-of-sale`,
      summary: 'Register a point of sale',
      description:
        'The answer carries the Key. The point of sale may ask for its token at once: the answer waits until ' +
        'the registration is on its way to the other services (1 s at most). The reference is unique in its store.',
    },
    api.createPos,
    { name: 'Till 1', reference: 'TILL-1' },
    api.createdPos,
    'entity.conflict',
  ),
  get({ id: 'getPointOfSale', path: POS, summary: 'Get a point of sale, its Keys without the Keys' }, api.posWithKeys),
  {
    ...common,
    id: 'revealKey',
    access: 'signIn',
    method: 'POST',
    path: `${POS}/key-reveals`,
    summary: 'Show the Key again',
    description:
      'To a person who has shown the second factor (the password where there is none) in the last five minutes; ten times ' +
      'an hour; in the audit trail. Where the organisation shows Keys once it is not kept.',
    answers: { 200: { description: 'The newest Key', body: { schema: api.shownKey } } },
    errors: [...person, 'entity.unknown', 'signIn.notFresh', 'key.notKept', 'request.tooMany'],
  },
  create(
    {
      id: 'rotateKey',
      path: `${POS}/keys`,
      summary: 'Make a new Key',
      description:
        'The former one goes on for the overlap, seven days at most. With 0 it ends at once, and the tokens of the point ' +
        'of sale with it. A person has shown the second factor (the password where there is none) in the last five minutes. ' +
        'Ten times an hour; in the audit trail; whoever answers for the point of sale is mailed.',
    },
    api.rotateKey,
    { overlapSeconds: 86_400 },
    api.shownKey,
    'signIn.notFresh',
    'request.tooMany',
  ),
  remove(
    { id: 'endKey', path: `${POS}/keys/{keyVersion}`, summary: 'End a former Key before its time' },
    'entity.inUse',
  ),
  remove({
    id: 'deregisterPointOfSale',
    path: POS,
    summary: 'Deregister a point of sale',
    description: 'Its live tokens are refused within 2 s and no other point of sale notices. Again: 204 again.',
  }),
  get(
    {
      id: 'listStorePaymentDevices',
      path: `${STORE}/payment-devices`,
      summary: 'The devices of a store as they are this second',
      description: 'As a point of sale of the store sees them, and when their certificates end.',
    },
    api.storeDevices,
  ),
  list({ id: 'listStoreDevices', path: `${STORE}/devices`, summary: 'List devices' }, api.device),
  create(
    {
      id: 'createDevice',
      path: `${STORE}/devices`,
      summary: 'Create a device',
      description:
        'The activation code is good for 15 minutes and one enrolment. Without deviceId the platform makes one.',
    },
    api.createDevice,
    { name: 'Counter', paymentMethods: null },
    api.createdDevice,
    'entity.conflict',
  ),
  createDevices,
  get({ id: 'getStoreDevice', path: DEVICE, summary: 'Get a device with its hardware' }, api.deviceWithHardware),
  get(
    { id: 'getDevicePresence', path: `${DEVICE}/presence`, summary: 'When a device was online in the last 24 hours' },
    api.presenceHistory,
  ),
  change(
    { id: 'changeDevice', path: DEVICE, summary: 'Change a device' },
    api.changeDevice,
    { name: 'Counter, left' },
    api.device,
  ),
  {
    ...create(
      {
        id: 'createActivationCode',
        path: `${DEVICE}/activation-codes`,
        summary: 'Make a new activation code',
        description: 'For a replacement (ACTIVE: the former hardware becomes the standby) or for a standby.',
      },
      api.createActivationCode,
      { role: 'STANDBY' },
      api.activation,
    ),
  },
  remove({
    id: 'revokeHardware',
    path: `${DEVICE}/hardware/{serialNumber}`,
    summary: 'Revoke the certificates of one piece of hardware',
  }),
  remove({ id: 'removeDevice', path: DEVICE, summary: 'Remove a device and revoke its certificates' }),
];
