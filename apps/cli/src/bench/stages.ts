import { Client } from 'pg';
import { z } from 'zod';
import { expectJson } from '../json-call.ts';
import { databaseUrl } from '../sandbox/service-specs.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { quantile } from './load.ts';
import type { BenchedPlatform, SeenSale } from './platform.ts';

const journal = z.object({
  interactions: z.array(
    z.object({ exchangeIdentification: z.string(), startedAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable() }),
  ),
});

interface Stage {
  readonly stage: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Where the time of a sale goes: what the till, the database and the terminal's journal wrote down, joined. */
export async function stagesOf(
  sandbox: Sandbox,
  platform: BenchedPlatform,
  seen: readonly SeenSale[],
): Promise<Stage[]> {
  const device = new Map<string, { readonly startedAt: number; readonly endedAt: number }>();
  for (const url of platform.simulatorUrls) {
    const { interactions } = await expectJson(`${url}/journal`, 200, journal);
    for (const one of interactions)
      device.set(one.exchangeIdentification, {
        startedAt: Date.parse(one.startedAt),
        endedAt: Date.parse(one.endedAt ?? one.startedAt),
      });
  }
  const client = new Client({ connectionString: databaseUrl(sandbox.stores.postgresUrl, 'transaction') });
  await client.connect();
  const rows = await (async () => {
    try {
      return (
        await client.query<{ id: string; channel: string; accepted: number; completed: number }>(
          `select exchange_identification as id, exchange_id as channel, extract(epoch from accepted_at) * 1000 as accepted,
            extract(epoch from completed_at) * 1000 as completed from exchange where exchange_identification = any($1)`,
          [seen.map((sale) => sale.exchangeIdentification)],
        )
      ).rows;
    } finally {
      await client.end();
    }
  })();
  const byId = new Map(seen.map((sale) => [sale.exchangeIdentification, sale]));
  const samples = rows.flatMap((row) => {
    const sale = byId.get(row.id);
    const card = device.get(row.channel);
    if (sale === undefined || card === undefined) return [];
    return [
      [
        Number(row.accepted) - sale.sentAt,
        card.startedAt - Number(row.accepted),
        card.endedAt - card.startedAt,
        Number(row.completed) - card.endedAt,
        sale.answeredAt - Number(row.completed),
      ],
    ];
  });
  return [
    'sent by the till → the accept statement begins',
    'accept, commit, outbox relay, mailbox, socket → card interaction',
    'card interaction (the terminal, at once)',
    'journal, socket, device events → the outcome statement begins',
    'commit of the outcome, wake-up → the till has the answer',
  ].map((stage, index) => {
    const values = samples.map((sample) => sample[index] ?? Number.NaN);
    return { stage, p50Ms: quantile(values, 0.5), p99Ms: quantile(values, 0.99) };
  });
}
