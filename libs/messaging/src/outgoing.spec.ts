import { describe, expect, it } from '@jest/globals';
import { OUTBOX_SHARDS, shardOf, toOutboxRow, toRecord } from './outgoing.ts';
import type { OutgoingMessage } from './outgoing.ts';
import { continueTrace, withTrace } from './trace.ts';

const scope = { cell: 'shared', service: 'transaction' };
const event: OutgoingMessage<'transactionEvents'> = {
  topic: 'transactionEvents',
  type: 'StandAloneRecorded',
  key: 'D1',
  tenantId: '6f0d4c9e-8f7a-4bb0-9a4c-1f9d3f2f5b11',
  data: {
    deviceId: 'D1',
    tenantId: '6f0d4c9e-8f7a-4bb0-9a4c-1f9d3f2f5b11',
    serialNumber: 'S1',
    journalSequence: 3,
    at: '2026-11-24T00:00:00.000Z',
  },
};

describe('a message on its way out', () => {
  it('becomes a CloudEvents record of its topic', () => {
    expect(toRecord(event, scope)).toMatchObject({
      topic: 'shared.transaction.events.v1',
      key: 'D1',
      headers: {
        ce_specversion: '1.0',
        ce_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        ce_type: 'StandAloneRecorded',
        ce_source: '/shared/transaction',
        ce_time: expect.stringMatching(/^\d{4}-/),
        ce_subject: 'D1',
        tenant: event.tenantId,
      },
      value: JSON.stringify(event.data),
    });
  });

  it('carries the trace that is running, or the one it is given', () => {
    const trace = continueTrace(undefined);
    expect(withTrace(trace, () => toRecord(event, scope)).headers['traceparent']).toBe(trace.traceparent);
    expect(toRecord({ ...event, traceparent: '00-a' }, scope).headers['traceparent']).toBe('00-a');
    expect(toRecord(event, scope).headers).not.toHaveProperty('traceparent');
  });

  it('goes to the mailbox of the instance it names', () => {
    const command: OutgoingMessage<'deviceCommands'> = {
      topic: 'deviceCommands',
      type: 'ReleaseResult',
      key: 'D1',
      instance: 'device-connector-3',
      data: { deviceId: 'D1', exchangeId: 'T1' },
    };
    expect(toRecord(command, scope).topic).toBe('shared.device-connector-3.commands.v1');
    expect(() => toRecord({ ...command, instance: undefined }, scope)).toThrow('connector instance');
  });

  it('is refused when it does not fit its schema', () => {
    const wrong = { ...event, data: { ...event.data, journalSequence: 'three' } } as unknown as OutgoingMessage;
    expect(() => toRecord(wrong, scope)).toThrow('does not fit');
    expect(() => toRecord({ ...event, type: 'Nonsense' } as unknown as OutgoingMessage, scope)).toThrow('no type');
  });
});

describe('a row of the outbox', () => {
  it('has the shard of its key', () => {
    expect(toOutboxRow(event, scope).shard).toBe(shardOf('D1'));
  });

  it('keeps the shards of former versions: rows that wait would change lanes otherwise', () => {
    expect(['D1', 'D2', 'device-77', ''].map(shardOf)).toEqual([4, 5, 3, 6]);
  });

  it('spreads keys over all shards', () => {
    const shards = new Set(Array.from({ length: 200 }, (_, index) => shardOf(`device-${index}`)));
    expect([...shards].sort()).toEqual(Array.from({ length: OUTBOX_SHARDS }, (_, shard) => shard));
  });
});
