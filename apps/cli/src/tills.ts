import { CliError } from './cli-error.ts';
import type { SandboxFile, SandboxPos } from './sandbox/sandbox-file.ts';

/** The till that `--pos` names, by name or Reference; the first one without it. */
export function tillOf(file: SandboxFile, wanted: string | undefined): SandboxPos {
  const found =
    wanted === undefined
      ? file.pointsOfSale[0]
      : file.pointsOfSale.find(({ name, reference }) => [name, reference].includes(wanted));
  if (found !== undefined) return found;
  throw new CliError(
    `there is no point of sale “${wanted ?? ''}”; there are: ${file.pointsOfSale.map(({ name }) => name).join(', ')}`,
  );
}
