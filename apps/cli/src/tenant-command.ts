import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import { say } from './progress.ts';
import { Operator } from './sandbox/operator.ts';
import { readSandboxFile } from './sandbox/sandbox-file.ts';
import { OPERATOR_CLIENT_ID } from './sandbox/secrets.ts';
import { devicesOf, leftOf, silentIn } from './tenant-move.ts';
import { statePath } from './workspace.ts';

const USAGE =
  './ppaas tenant move ORGANISATION --cell NAME [--wait SECONDS] [--url ORIGIN --operator ID --operator-key FILE]';
const RUNNING = 'start its processes; moving there is safe once they are heard of';
const LOOK_EVERY_MS = 500;
/** A device that takes longer for its way than it was given is waited for so long, and then counts as switched off. */
const LATE_MS = 15_000;
/** Nothing may be seen elsewhere for so long: what was accepted as the move came is committed by then, and what was told is read. */
const CALM_MS = 2_000;

/**
 * `./ppaas tenant move`: another cell serves an organisation (its id or its domain) from now on. Waits until nothing of it is
 * left elsewhere; the same command again goes on where it was left. Exit code 0 only when the move is complete.
 */
export async function tenantCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      cell: { type: 'string' },
      wait: { type: 'string', default: '300' },
      url: { type: 'string' },
      operator: { type: 'string', default: OPERATOR_CLIENT_ID },
      'operator-key': { type: 'string', default: statePath('secrets/operator-key') },
    },
  });
  const [verb, named, ...rest] = positionals;
  const { cell: to, operator: id, 'operator-key': keyFile } = values;
  if (verb !== 'move' || named === undefined || rest.length > 0 || to === undefined)
    throw new CliError('which organisation goes to which cell?', USAGE);
  const operator = await Operator.signIn(values.url ?? readSandboxFile().retailUrl, keyFile, id);
  const organisation = await operator.findOrganisation(named);
  if (organisation === undefined) throw new CliError(`there is no organisation “${named}”`, USAGE);
  const { organisationId, name, cell: from } = organisation;
  const cells = await operator.cells();
  const target = cells.find((cell) => cell.name === to);
  if (target === undefined)
    throw new CliError(`there is no cell “${to}”; there are: ${cells.map((cell) => cell.name).join(', ')}`, USAGE);
  if (from === to) say(`  · ${name} is served by ${to} already`);
  else {
    // What begins there would wait for them, and devices would be sent to an address where nobody is.
    const silent = silentIn(to, await operator.heardFrom(target));
    if (silent.length > 0) throw new CliError(`of the cell “${to}” nothing is heard of ${silent.join(', ')}`, RUNNING);
    await operator.moveOrganisation(organisationId, to);
    say(`  · ${name} was served by ${from}: from now on what begins, begins in ${to}, and its devices are sent there`);
  }
  return untilMoved(operator, organisationId, to, Number(values.wait) * 1_000);
}

async function untilMoved(operator: Operator, organisationId: string, to: string, limitMs: number): Promise<number> {
  const until = performance.now() + limitMs;
  let said = '';
  let most = 0;
  let leftAt = performance.now();
  for (;;) {
    const seen = await operator.cellsOf(organisationId);
    const { connected, present } = devicesOf(seen.transaction, to);
    most = Math.max(most, present);
    const missing = most - connected;
    const elsewhere = leftOf(seen, to);
    const now = performance.now();
    if (elsewhere !== undefined) leftAt = now;
    const left =
      elsewhere ?? (missing > 0 && now < leftAt + LATE_MS ? `${missing} devices are not back yet` : undefined);
    if (left === undefined && now >= leftAt + CALM_MS) {
      say(`Moved: ${connected} devices are connected in ${to}, and nothing of it is left elsewhere.`);
      return 0;
    }
    if (left !== undefined && left !== said) say(`  · ${left}`);
    said = left ?? said;
    if (now > until) {
      say('Not all of it has moved yet; nothing is lost. The same command again goes on waiting.');
      return 1;
    }
    await delay(LOOK_EVERY_MS);
  }
}
