import { describe, expect, it } from '@jest/globals';
import { fromDeadLetter, toDeadLetter } from './dead-letters.ts';

const record = {
  key: Buffer.from('D1'),
  value: Buffer.from('{"broken":'),
  headers: { ce_id: Buffer.from('7'), ce_type: 'X', list: [Buffer.from('first'), 'second'] },
  offset: '41',
};
const origin = { topic: 'shared.device.events.v1', partition: 3, group: 'g', error: 'not JSON' };

describe('a dead letter', () => {
  it('has the bytes of the record and says where it came from', () => {
    expect(toDeadLetter(record, origin)).toEqual({
      topic: 'shared.device.events.v1.dlq',
      key: 'D1',
      value: '{"broken":',
      headers: {
        ce_id: '7',
        ce_type: 'X',
        list: 'first',
        'x-origin-topic': 'shared.device.events.v1',
        'x-origin-partition': '3',
        'x-origin-offset': '41',
        'x-origin-group': 'g',
        'x-origin-error': 'not JSON',
      },
    });
  });

  it('becomes the record again', () => {
    const letter = toDeadLetter(record, origin);
    const back = fromDeadLetter({
      key: Buffer.from(letter.key),
      value: Buffer.from(letter.value),
      headers: letter.headers,
      offset: '0',
    });
    expect(back).toEqual({
      topic: 'shared.device.events.v1',
      key: 'D1',
      value: '{"broken":',
      headers: { ce_id: '7', ce_type: 'X', list: 'first' },
    });
  });

  it('is none without an origin', () => {
    expect(fromDeadLetter({ ...record, headers: {} })).toBeUndefined();
  });

  it('keeps a long reason short', () => {
    expect(toDeadLetter(record, { ...origin, error: 'x'.repeat(9_000) }).headers['x-origin-error']).toHaveLength(500);
  });
});
