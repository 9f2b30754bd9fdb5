import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Organisation } from '@ppaas/contracts';
import { ROOT } from './harness/child.ts';
import { Platform } from './harness/platform.ts';

const run = promisify(execFile);

let platform: Platform;

beforeAll(async () => {
  platform = await Platform.start({ name: 'audit', simulators: 0 });
}, 240_000);

afterAll(async () => {
  await platform?.stop();
}, 60_000);

async function verify(...more: string[]): Promise<{ readonly code: number; readonly said: string[] }> {
  const args = ['apps/cli/dist/main.js', 'audit', 'verify', '--database', platform.databaseUrl('registry'), ...more];
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

const anOrganisation = async (): Promise<Organisation> => {
  const operator = platform.operator();
  const made = await operator.createOrganisation('Société Générale');
  const { storeId } = await operator.createStore(made.organisationId, 'Straße “1”');
  await operator.createPos(storeId, 'TILL-1');
  return made;
};

type Verified = Awaited<ReturnType<typeof verify>>;

/** What is said of one organisation's trail: others may be in the same registry. */
const about = ({ said }: Verified, { organisationId }: Organisation): string | undefined =>
  said.find((line) => line.startsWith(organisationId))?.replace(`${organisationId} `, '');

it('an audit trail holds, until somebody changes a byte, changes the order or takes an entry out', async () => {
  const [changed, mixed, thinned] = [await anOrganisation(), await anOrganisation(), await anOrganisation()];
  const isOf = ({ organisationId }: Organisation): string => `chain = '${organisationId}'`;
  const before = await verify();
  expect(before.code).toBe(0);
  // made, subscribed, merchant, store, point of sale
  expect(about(before, changed)).toBe('holds: 5 entries');
  await tamper(`update audit set detail = jsonb_set(detail, '{name}', '"Societe"') where seq = 1 and ${isOf(changed)}`);
  await tamper(`update audit set seq = case seq when 3 then -4 else -3 end where seq in (3, 4) and ${isOf(mixed)};
                update audit set seq = -seq where seq < 0 and ${isOf(mixed)}`);
  await tamper(`delete from audit where seq = 4 and ${isOf(thinned)}`);
  const after = await verify();
  expect(after.code).toBe(1);
  expect(about(after, changed)).toBe('entry 1 was changed');
  expect(about(after, mixed)).toBe('entry 3 does not follow the one before it');
  expect(about(after, thinned)).toBe('entry 4 is missing');
  await tamper(`delete from audit where ${[changed, mixed, thinned].map(isOf).join(' or ')}`);
}, 60_000);

it('one that was cut off or made anew is found by where it ended before', async () => {
  const [cut, forged, gone] = [await anOrganisation(), await anOrganisation(), await anOrganisation()];
  const heads = ['--heads', join(platform.directory, 'heads.json')];
  expect((await verify(...heads)).code).toBe(0);
  await tamper(`delete from audit where chain = '${cut.organisationId}' and seq = 5`);
  await tamper(`delete from audit where chain = '${gone.organisationId}'`);
  // All of it again, by the database's own rule, with another name in the first entry.
  await platform.rows(
    'registry',
    `do $$ declare kept audit[]; entry audit; begin
       alter table audit disable trigger audit_only_grows;
       select array_agg(a order by seq) into kept from audit a where chain = '${forged.organisationId}';
       delete from audit where chain = '${forged.organisationId}';
       foreach entry in array kept loop
         insert into audit (at, actor, address, action, object, tenant_id, detail)
           values (entry.at, 'somebody', entry.address, entry.action, entry.object, entry.tenant_id, entry.detail);
       end loop;
       alter table audit enable trigger audit_only_grows;
     end $$`,
  );
  const alone = await verify();
  expect(alone.code).toBe(0);
  expect(about(alone, cut)).toBe('holds: 4 entries');
  expect(about(alone, forged)).toBe('holds: 5 entries');
  const against = await verify(...heads);
  expect(against.code).toBe(1);
  expect(about(against, cut)).toBe('ends before entry 5, which was there before');
  expect(about(against, forged)).toBe('entry 5 is not the one that was there before');
  expect(about(against, gone)).toBe('ends before entry 5, which was there before');
}, 60_000);
