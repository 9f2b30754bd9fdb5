import { describe, expect, it, jest } from '@jest/globals';
import { Hops } from './hops.ts';
import type { SeenHop } from './hops.ts';

const hop = (at: string): SeenHop => ({ hop: 'REPEATED', at });
interface Row {
  readonly exchange_id: string;
  readonly hops: readonly SeenHop[];
}

/** A table that fails as often as it is told to. */
const aTable = (failures: readonly Error[] = []) => {
  const left = [...failures];
  const statements: Row[][] = [];
  const query = (text: string | { readonly values: readonly unknown[] }) => {
    const failure = left.shift();
    if (failure !== undefined) return Promise.reject(failure);
    if (typeof text !== 'string') statements.push(JSON.parse(String(text.values[0])) as Row[]);
    return Promise.resolve({ rows: [], rowCount: 0 });
  };
  return { query, statements };
};
const silent = { warn: jest.fn() };
const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('the steps of exchanges', () => {
  it('of one moment are one row each, in one statement', async () => {
    const table = aTable();
    const hops = new Hops(table, silent);
    hops.add('T1', 'tenant', hop('1'));
    hops.add('T2', 'tenant', hop('2'));
    hops.add('T1', 'tenant', hop('3'));
    await hops.flush();
    expect(table.statements).toEqual([
      [
        { exchange_id: 'T1', tenant_id: 'tenant', hops: [hop('1'), hop('3')] },
        { exchange_id: 'T2', tenant_id: 'tenant', hops: [hop('2')] },
      ],
    ]);
    await hops.flush();
    expect(table.statements).toHaveLength(1);
  });

  it('wait while Postgres is away, and come before what is seen meanwhile', async () => {
    const table = aTable([away]);
    const hops = new Hops(table, silent);
    hops.add('T1', 'tenant', hop('1'));
    const failing = hops.flush();
    hops.add('T1', 'tenant', hop('2'));
    await failing;
    await hops.flush();
    expect(table.statements.flat().map((row) => row.hops.map(({ at }) => at))).toEqual([['1', '2']]);
  });

  it('are written before the process stops, and none after', async () => {
    const table = aTable();
    const hops = new Hops(table, silent);
    hops.add('T1', 'tenant', hop('1'));
    await hops.stop();
    hops.add('T2', 'tenant', hop('2'));
    await hops.flush();
    expect(table.statements.flat().map(({ exchange_id: id }) => id)).toEqual(['T1']);
  });

  it('that cannot be stored stop no others', async () => {
    const table = aTable([new Error('invalid input')]);
    const hops = new Hops(table, silent);
    hops.add('T1', 'tenant', hop('1'));
    await hops.flush();
    hops.add('T2', 'tenant', hop('2'));
    await hops.flush();
    expect(table.statements.flat().map(({ exchange_id: id }) => id)).toEqual(['T2']);
  });

  it('of a till that asks again and again are kept up to a number', async () => {
    const table = aTable();
    const hops = new Hops(table, silent);
    for (let time = 0; time < 100; time += 1) hops.add('T1', 'tenant', hop(String(time)));
    await hops.flush();
    expect(table.statements[0]?.[0]?.hops).toHaveLength(20);
  });
});
