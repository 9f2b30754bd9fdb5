import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { OrganisationCells } from '@ppaas/contracts';
import { CliError } from './cli-error.ts';
import { say } from './progress.ts';
import { Operator } from './sandbox/operator.ts';
import { readSandboxFile } from './sandbox/sandbox-file.ts';
import { OPERATOR_CLIENT_ID } from './sandbox/secrets.ts';
import { statePath } from './workspace.ts';

const USAGE =
  './ppaas tenant move ORGANISATION --cell NAME [--wait SECONDS] [--url ORIGIN --operator ID --operator-key FILE]';
const LOOK_EVERY_MS = 500;
/** A device that takes longer for its way than it was given is waited for so long, and then counts as switched off. */
const LATE_MS = 15_000;

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
  const cells = (await operator.cells()).map((cell) => cell.name);
  if (!cells.includes(to)) throw new CliError(`there is no cell “${to}”; there are: ${cells.join(', ')}`, USAGE);
  if (from === to) say(`  · ${name} is served by ${to} already`);
  else {
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
    const now = await operator.cellsOf(organisationId);
    most = Math.max(
      most,
      now.work.reduce((sum, one) => sum + one.connectedDevices, 0),
    );
    const { connectedDevices = 0 } = now.work.find(({ cell }) => cell === to) ?? {};
    const missing = most - connectedDevices;
    const elsewhere = leftOf(now, to);
    if (elsewhere !== undefined) leftAt = performance.now();
    const isLate = missing > 0 && performance.now() < leftAt + LATE_MS;
    const left = elsewhere ?? (isLate ? `${missing} devices are not back yet` : undefined);
    if (left === undefined) {
      say(`Moved: ${connectedDevices} devices are connected in ${to}, and nothing of it is left elsewhere.`);
      return 0;
    }
    if (left !== said) say(`  · ${left}`);
    said = left;
    if (performance.now() > until) {
      say('Not all of it has moved yet; nothing is lost. The same command again goes on waiting.');
      return 1;
    }
    await delay(LOOK_EVERY_MS);
  }
}

/** What still keeps the move from being complete. */
function leftOf({ cell, work }: OrganisationCells, to: string): string | undefined {
  if (cell !== to) return `transaction has not heard of it yet`;
  const elsewhere = work.filter((one) => one.cell !== to);
  if (elsewhere.length === 0) return undefined;
  return elsewhere
    .map(
      (one) =>
        `in ${one.cell}: ${one.connectedDevices} devices on their way, ${one.runningExchanges} sales to their end`,
    )
    .join('; ');
}
