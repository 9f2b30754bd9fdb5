import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Organisation } from '@ppaas/contracts';
import { ROOT } from './harness/child.ts';
import { Platform } from './harness/platform.ts';

const run = promisify(execFile);

let platform: Platform;
let organisation: Organisation;

beforeAll(async () => {
  platform = await Platform.start({ name: 'audit', simulators: 0 });
  const operator = platform.operator();
  organisation = await operator.createOrganisation('Société Générale');
  const { storeId } = await operator.createStore(organisation.organisationId, 'Straße “1”');
  await operator.createPos(storeId, 'TILL-1');
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

async function verify(): Promise<{ readonly code: number; readonly said: string[] }> {
  const args = ['apps/cli/dist/main.js', 'audit', 'verify', '--database', platform.databaseUrl('registry')];
  const lines = (text: string): string[] =>
    text
      .trim()
      .split('\n')
      .map((line) => line.replaceAll(/ +/g, ' '));
  try {
    const { stdout } = await run(join(ROOT, 'node_modules/.bin/node'), args, { cwd: ROOT });
    return { code: 0, said: lines(stdout) };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, said: lines(stdout) };
  }
}

/** What only who owns the database can do. */
const tamper = (statement: string): Promise<unknown> =>
  platform.rows(
    'registry',
    `do $$ begin
       alter table audit disable trigger all; ${statement}; alter table audit enable trigger all;
     end $$`,
  );

it('an audit trail holds, until somebody changes a byte or takes an entry out', async () => {
  const { organisationId } = organisation;
  // Other tests' organisations may be in the same registry.
  const own = async (): Promise<Awaited<ReturnType<typeof verify>>> => {
    const { code, said } = await verify();
    return { code, said: said.filter((line) => line.startsWith(organisationId)) };
  };
  const isOwn = `chain = '${organisationId}'`;
  // made, subscribed, merchant, store, point of sale
  expect(await own()).toEqual({ code: 0, said: [`${organisationId} holds: 5 entries`] });
  await tamper(`update audit set detail = jsonb_set(detail, '{name}', '"Societe"') where seq = 1 and ${isOwn}`);
  expect(await own()).toEqual({ code: 1, said: [`${organisationId} entry 1 was changed`] });
  await tamper(
    `update audit set detail = jsonb_set(detail, '{name}', '"Société Générale"') where seq = 1 and ${isOwn}`,
  );
  expect((await verify()).code).toBe(0);
  await tamper(`delete from audit where seq = 4 and ${isOwn}`);
  expect(await own()).toEqual({ code: 1, said: [`${organisationId} entry 4 is missing`] });
}, 60_000);
