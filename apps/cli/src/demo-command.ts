import { CliError } from './cli-error.ts';
import { describeListing } from './devices-command.ts';
import { outcomeOf } from './outcome.ts';
import { PosClient } from './pos-client.ts';
import type { Exchange } from './pos-client.ts';
import { say } from './progress.ts';
import { startSandbox } from './sandbox/sandbox.ts';
import { readSandboxFile } from './sandbox/sandbox-file.ts';
import type { SandboxFile } from './sandbox/sandbox-file.ts';
import { readState } from './sandbox/state.ts';

const AMOUNT = '12.50';
const CURRENCY = 'EUR';

/** Everything in one: a sandbox (the running one, if there is one), a till's whole day in six calls, and tidy up. */
export async function demoCommand(): Promise<number> {
  if (readState()?.phase === 'ready') {
    say('The sandbox is up; the demo uses it and leaves it up.\n');
    return play(readSandboxFile());
  }
  if (readState() !== undefined) throw new CliError('the sandbox is just starting or stopping', './ppaas status');
  const startedAt = performance.now();
  say('Starting the sandbox');
  const sandbox = await startSandbox();
  say(`  up after ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  say(`Messages are shown without what each repeats: ${[...LEFT_OUT].join(', ')}.\n`);
  const code = await play(sandbox.file);
  say('\nStopping the sandbox');
  await sandbox.stop();
  return code;
}

async function play(file: SandboxFile): Promise<number> {
  const [till] = file.pointsOfSale;
  if (till === undefined) throw new CliError('the sandbox has no point of sale', './ppaas down --wipe && ./ppaas up');
  const client = new PosClient(file.retailUrl, till);

  heading(1, 'getToken', `${till.name} shows its Application ID and Key`);
  let startedAt = performance.now();
  const token = await client.getToken();
  say(`  ← ${token.token_type}, scope ${token.scope}, ${token.expires_in} s${took(performance.now() - startedAt)}`);

  heading(2, 'payment-devices', 'what is in this till’s store');
  startedAt = performance.now();
  const listing = await client.list();
  say(`${describeListing(listing)}${took(performance.now() - startedAt)}`);
  const device = listing.devices.find(({ presence }) => presence === 'ONLINE');
  if (device === undefined) throw new CliError('no device of the store is online', './ppaas logs terminal-simulator');

  heading(3, 'Login', `a session with ${device.name}`);
  const login = show(await client.login(device.deviceId, new Date()));

  heading(4, 'Payment', `${AMOUNT} ${CURRENCY}`);
  const at = new Date();
  const sale = { deviceId: device.deviceId, amount: AMOUNT, currency: CURRENCY, reference: `DEMO-${at.getTime()}`, at };
  const { exchangeId, message } = client.saleMessage(sale);
  const paid = show(await client.send('financial', message));

  heading(5, 'Payment, the same message again', 'as a till does that lost the answer');
  const again = show(await client.send('financial', message), paid);

  heading(6, 'MessageStatus', 'what became of that sale');
  show(await client.status(device.deviceId, exchangeId, new Date()));

  heading(7, 'Logout', 'the session ends');
  show(await client.logout(device.deviceId, new Date()));

  const outcome = outcomeOf(paid.answer);
  const isRepeated = again.answer.text === paid.answer.text;
  say(`\nThe sale: ${outcome.text}`);
  say(
    `The repeat got ${isRepeated ? 'the same answer' : 'ANOTHER ANSWER'}; the login took ${login.tookMs.toFixed(0)} ms, the sale ${paid.tookMs.toFixed(0)} ms.`,
  );
  return outcome.isApproved && isRepeated ? 0 : 1;
}

const took = (ms: number): string => `   ${ms.toFixed(0)} ms`;

const heading = (number: number, name: string, why: string): void => say(`\n${number}. ${name}: ${why}`);

/** Prints an exchange; what is the same as in `earlier` is not printed again. */
function show(exchange: Exchange, earlier?: Exchange): Exchange {
  const { path, request, answer, tookMs } = exchange;
  const isSame = request === earlier?.request;
  say(`  → POST /retail/v1/${path}${isSame ? '   the same bytes' : ''}`);
  if (!isSame) say(indent(pretty(request)));
  const isReplayed = answer.headers.get('idempotent-replayed') === 'true';
  const isSameAnswer = answer.text === earlier?.answer.text;
  say(
    `  ← ${answer.status}${isReplayed ? ', Idempotent-Replayed' : ''}${isSameAnswer ? ', the same bytes' : ''}${took(tookMs)}`,
  );
  if (!isSameAnswer) say(indent(pretty(answer.body)));
  return exchange;
}

/** A message without what every message repeats, folded so that it fits a screen. */
export function pretty(message: unknown): string {
  return fold(strip(message), '');
}

/** The header's parties and the surroundings of the block; receipts are long. */
const LEFT_OUT = new Set(['InitiatingParty', 'RecipientParty', 'Environment', 'Context', 'PaymentReceipt']);
const WIDTH = 110;

const strip = (message: unknown): unknown =>
  JSON.parse(JSON.stringify(message, (key, value: unknown) => (LEFT_OUT.has(key) ? undefined : value)));

/** What fits is written in one line, the rest with one member per line. */
function fold(value: unknown, margin: string): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length <= WIDTH - margin.length) return flat;
  const inner = `${margin}  `;
  const isList = Array.isArray(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${inner}${isList ? '' : `"${key}": `}${fold(member, inner)}`,
  );
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${members.join(',\n')}\n${margin}${close}`;
}

const indent = (text: string): string => text.replace(/^/gm, '    ');
