import { CliError } from '../cli-error.ts';

/** @throws CliError that says what is not as it must be */
export function must(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new CliError(what);
}
