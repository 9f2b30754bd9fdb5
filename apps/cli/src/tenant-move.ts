import type { OrganisationCells, ServiceName, ServicePulse } from '@ppaas/contracts';

/** What the services know of an organisation: each its own exchanges and messages, both its devices. */
export type Seen = Readonly<Record<'transaction' | 'session', OrganisationCells>>;
type Work = OrganisationCells['work'][number];

const NOTHING: Omit<Work, 'cell'> = { connectedDevices: 0, runningExchanges: 0, waitingMessages: 0 };

/** What a cell has of its own. */
const CELL_SERVICES = ['session', 'transaction', 'device-connector'] satisfies ServiceName[];

/** The services of a cell of which no process is heard; none while nobody can know, without Redis (null). */
export const silentIn = (cell: string, heard: readonly ServicePulse[] | null): readonly string[] =>
  heard === null
    ? []
    : CELL_SERVICES.filter((service) => !heard.some((one) => one.cell === cell && one.service === service));

/** How many of its devices are in this cell, and in all. */
export function devicesOf({ work }: OrganisationCells, to: string): { connected: number; present: number } {
  const connected = work.find(({ cell }) => cell === to)?.connectedDevices ?? 0;
  return { connected, present: work.reduce((sum, one) => sum + one.connectedDevices, 0) };
}

/** What still keeps the move to a cell from being complete, for people; undefined: nothing does. */
export function leftOf(seen: Seen, to: string): string | undefined {
  const deaf = Object.entries(seen).filter(([, { cell }]) => cell !== to);
  if (deaf.length > 0) return `not heard of yet by ${deaf.map(([service]) => service).join(' and ')}`;
  const elsewhere = new Set(Object.values(seen).flatMap(({ work }) => work.map(({ cell }) => cell)));
  elsewhere.delete(to);
  if (elsewhere.size === 0) return undefined;
  return [...elsewhere]
    .sort()
    .map((cell) => leftIn(cell, seen))
    .join('; ');
}

function leftIn(cell: string, { transaction, session }: Seen): string {
  const of = ({ work }: OrganisationCells): Omit<Work, 'cell'> => work.find((one) => one.cell === cell) ?? NOTHING;
  const [sales, calls] = [of(transaction), of(session)];
  const parts = [
    [Math.max(sales.connectedDevices, calls.connectedDevices), 'devices on their way'],
    [sales.runningExchanges, 'sales to their end'],
    [calls.runningExchanges, 'session calls to their end'],
    [sales.waitingMessages + calls.waitingMessages, 'messages to be told'],
  ] as const;
  const left = parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  return `in ${cell}: ${left.join(', ')}`;
}
