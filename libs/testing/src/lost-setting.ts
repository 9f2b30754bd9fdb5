import { ORGANISATION_SETTING } from '@ppaas/contracts';
import { Client } from 'pg';

type Query = (this: Client, ...given: unknown[]) => unknown;

const SETTING = new RegExp(`set local ${ORGANISATION_SETTING.replace('.', '\\.')} = '[^']*'`, 'g');

/**
 * Runs work while no connection of this process is told for which organisation it works, or is told another one: what the
 * walls of the database alone keep apart.
 * @param instead the other organisation; undefined: none
 */
export async function withoutOrganisation<Result>(
  instead: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const connection = Client.prototype as unknown as { query: Query };
  const { query } = connection;
  const told = instead === undefined ? 'select 1' : `set local ${ORGANISATION_SETTING} = '${instead}'`;
  let lost = 0;
  connection.query = function (statement, ...rest) {
    if (typeof statement !== 'string' || !statement.includes(ORGANISATION_SETTING)) return query.call(this, statement, ...rest); // prettier-ignore
    lost += 1;
    return query.call(this, statement.replaceAll(SETTING, told), ...rest);
  };
  try {
    const result = await work();
    if (lost === 0) throw new Error('nothing was told for which organisation it works: this has shown nothing');
    return result;
  } finally {
    connection.query = query;
  }
}
