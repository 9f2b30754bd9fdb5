import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import { outcomeOf } from './outcome.ts';
import { PosClient } from './pos-client.ts';
import { say } from './progress.ts';
import { readSandboxFile } from './sandbox/sandbox-file.ts';
import { tillOf } from './tills.ts';

const USAGE = './ppaas sale 12.50 EUR [--device D] [--method M] [--pos NAME] [--json]';

/** One sale like a till's. Exit code 0 only when it was approved. */
export async function saleCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      device: { type: 'string' },
      method: { type: 'string', multiple: true },
      pos: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [amount, currency, ...rest] = positionals;
  if (amount === undefined || currency === undefined || rest.length > 0)
    throw new CliError('a sale needs an amount and a currency', USAGE);
  if (!/^\d{1,12}(\.\d{1,5})?$/.test(amount)) throw new CliError(`“${amount}” is not an amount such as 12.50`, USAGE);
  const file = readSandboxFile();
  const client = new PosClient(file.retailUrl, tillOf(file, values.pos));
  const deviceId = values.device ?? (await firstOnline(client));
  const at = new Date();
  const { message } = client.saleMessage({
    deviceId,
    amount,
    currency: currency.toUpperCase(),
    reference: `CLI-${at.getTime()}`,
    at,
    ...(values.method === undefined ? {} : { methods: values.method }),
  });
  const exchange = await client.send('financial', message);
  if (values.json) process.stdout.write(`${JSON.stringify(exchange.answer.body, null, 2)}\n`);
  const outcome = outcomeOf(exchange.answer);
  if (!values.json)
    say(`${amount} ${currency.toUpperCase()} at ${deviceId}: ${outcome.text} (${exchange.tookMs.toFixed(0)} ms)`);
  return outcome.isApproved ? 0 : 1;
}

async function firstOnline(client: PosClient): Promise<string> {
  const { devices } = await client.list();
  const found =
    devices.find(({ presence, state }) => presence === 'ONLINE' && state === 'IDLE') ??
    devices.find(({ presence }) => presence === 'ONLINE');
  if (found === undefined) throw new CliError('no device of this store is online', './ppaas devices');
  return found.deviceId;
}
