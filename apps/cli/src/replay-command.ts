import { parseArgs } from 'node:util';
import { TOPICS } from '@ppaas/contracts';
import type { TopicKey } from '@ppaas/contracts';
import { replayDeadLetters } from '@ppaas/messaging';
import { CliError } from './cli-error.ts';
import { ENVIRONMENT } from './environment.ts';
import { say } from './progress.ts';
import { CELL } from './sandbox/service-specs.ts';
import { readState } from './sandbox/state.ts';

const USAGE = './ppaas replay TOPIC [--dry-run] [--brokers HOST:PORT,…] [--cell C] [--instance I]';

/** `./ppaas replay TOPIC`: sends the dead letters of a topic that were not sent back yet to the topic they came from. */
export async function replayCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      brokers: { type: 'string' },
      cell: { type: 'string', default: CELL },
      instance: { type: 'string' },
    },
  });
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) throw new CliError('a replay needs one topic', USAGE);
  const topic = topicKeyOf(name);
  const { cell, instance, 'dry-run': dryRun } = values;
  if (topic === 'deviceCommands' && instance === undefined)
    throw new CliError('deviceCommands is the mailbox of one connector: name it with --instance', USAGE);
  const brokers = values.brokers ?? ENVIRONMENT.kafkaBrokers ?? sandboxBrokers();
  const result = await replayDeadLetters({
    brokers: brokers.split(','),
    cell,
    topic,
    dryRun,
    ...(instance === undefined ? {} : { instance }),
  });
  say(`${topic}: ${result.replayed} ${dryRun ? 'would be sent back' : 'sent back'}`);
  if (result.skipped > 0) say(`${result.skipped} left aside: they do not say where they came from`);
  return 0;
}

/** @throws CliError that lists the topics there are */
function topicKeyOf(name: string): TopicKey {
  const keys = Object.keys(TOPICS) as TopicKey[];
  const found = keys.find((key) => key === name);
  if (found === undefined) throw new CliError(`there is no topic “${name}”`, `./ppaas replay ${keys.join(' | ')}`);
  return found;
}

function sandboxBrokers(): string {
  const kafka = readState()?.stores.find((store) => store.name === 'kafka');
  if (kafka === undefined)
    throw new CliError('no sandbox is up that says where its Kafka is', './ppaas up --detach, or name --brokers');
  return kafka.address;
}
