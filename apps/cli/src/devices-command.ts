import { parseArgs } from 'node:util';
import { PosClient } from './pos-client.ts';
import type { Listing } from './pos-client.ts';
import { say } from './progress.ts';
import { readSandboxFile } from './sandbox/sandbox-file.ts';
import { tillOf } from './tills.ts';

/** `./ppaas devices [--pos NAME] [--json]`: what a till sees of its store. */
export async function devicesCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { pos: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const file = readSandboxFile();
  const till = tillOf(file, values.pos);
  const listing = await new PosClient(file.retailUrl, till).list();
  if (values.json) process.stdout.write(`${JSON.stringify(listing, null, 2)}\n`);
  else say(`${till.name} sees in its store:\n${describeListing(listing)}`);
  return 0;
}

export const describeListing = ({ devices }: Listing): string =>
  devices
    .map(({ deviceId, name, presence, state, session, paymentMethods }) => {
      const held = session.held
        ? `, session of ${session.byCaller ? 'this till' : (session.posName ?? 'another till')}`
        : '';
      const methods = paymentMethods.map(({ code }) => code).join(', ');
      return `  ${deviceId}  ${name}: ${presence} ${state}${held}; methods: ${methods || 'none'}`;
    })
    .join('\n');
