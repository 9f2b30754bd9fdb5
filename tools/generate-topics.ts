// Writes docs/generated/asyncapi.json (AsyncAPI 3.0) and docs/generated/topics.md from TOPICS of libs/contracts.
// `--check` writes nothing and exits 1 when a committed file differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TOPICS } from '../libs/contracts/src/topics.ts';
import type { TopicDeclaration } from '../libs/contracts/src/topics.ts';

type Json = Readonly<Record<string, unknown>>;

const topics: readonly (readonly [string, TopicDeclaration])[] = Object.entries(TOPICS);
const producersOf = ({ producer }: TopicDeclaration): readonly string[] => producer.split(/, | and /);
const ref = (...path: readonly string[]): Json => ({ $ref: `#/${path.join('/')}` });
const from = <Item>(items: readonly Item[], entry: (item: Item) => readonly [string, unknown]): Json =>
  Object.fromEntries(items.map(entry));

const PARAMETERS: Readonly<Record<string, Json>> = {
  cell: { description: 'The cell: one set of session, transaction and connector deployments with its topics.' },
  instance: { description: 'The instance of device-connector whose mailbox it is.' },
};
const DRAFT = 'application/schema+json;version=draft-07';

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _dialect, ...body } = z.toJSONSchema(schema, { target: 'draft-7', io: 'output' });
  return { schemaFormat: DRAFT, schema: body };
}

function channel(key: string, { name, types, partitions, cleanup, retentionMs }: TopicDeclaration): Json {
  const parameters = Object.keys(PARAMETERS).filter((parameter) => name.includes(`{${parameter}}`));
  return {
    address: name,
    messages: from(Object.keys(types), (type) => [type, ref('components', 'messages', `${key}.${type}`)]),
    ...(parameters.length > 0 && { parameters: from(parameters, (parameter) => [parameter, PARAMETERS[parameter]]) }),
    bindings: {
      kafka: {
        partitions,
        topicConfiguration: { 'cleanup.policy': [cleanup], 'retention.ms': retentionMs },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function operations(key: string, topic: TopicDeclaration): readonly (readonly [string, Json])[] {
  const entry = (service: string, action: 'send' | 'receive'): readonly [string, Json] => [
    `${service}.${action}.${key}`,
    { action, channel: ref('channels', key), tags: [{ name: service }] },
  ];
  return [
    ...producersOf(topic).map((service) => entry(service, 'send')),
    ...topic.consumers.map((service) => entry(service, 'receive')),
  ];
}

const messages = (key: string, { types, key: recordKey }: TopicDeclaration): readonly (readonly [string, Json])[] =>
  Object.entries(types).map(([type, schema]) => [
    `${key}.${type}`,
    {
      name: type,
      contentType: 'application/json',
      headers: ref('components', 'schemas', 'CloudEvent'),
      payload: schemaOf(schema),
      bindings: { kafka: { key: { type: 'string', description: recordKey }, bindingVersion: '0.5.0' } },
    },
  ]);

/** What `toRecord` of libs/messaging puts into the headers of a record. */
const HEADERS = schemaOf(
  z.object({
    ce_specversion: z.literal('1.0'),
    ce_id: z.uuid().describe('The same when a record is delivered again.'),
    ce_type: z.string(),
    ce_source: z.string().describe('/cell/service'),
    ce_time: z.iso.datetime(),
    ce_subject: z.string().describe('The exchange it is about, else the record key.'),
    'content-type': z.literal('application/json'),
    tenant: z.uuid().optional(),
    traceparent: z.string().optional().describe('W3C Trace Context'),
  }),
);

const asyncApi: Json = {
  asyncapi: '3.0.0',
  info: {
    title: 'Topics of the platform',
    version: '1.0.0',
    description:
      'Events are facts with any number of readers, commands are orders to the one owner of a thing. CloudEvents in ' +
      'binary mode. A record that no schema accepts goes to the `.dlq` twin of its topic.',
    license: { name: 'Apache-2.0' },
  },
  defaultContentType: 'application/json',
  channels: from(topics, ([key, topic]) => [key, channel(key, topic)]),
  operations: Object.fromEntries(topics.flatMap(([key, topic]) => operations(key, topic))),
  components: {
    schemas: { CloudEvent: HEADERS },
    messages: Object.fromEntries(topics.flatMap(([key, topic]) => messages(key, topic))),
  },
};

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

function kept({ cleanup, retentionMs }: TopicDeclaration): string {
  if (cleanup === 'compact') return 'last of each key';
  const [unit, ms] = UNITS.find(([, length]) => retentionMs % length === 0) ?? ['ms', 1];
  return `${retentionMs / ms} ${unit}`;
}

function picture(): string {
  const services = [...new Set(topics.flatMap(([, topic]) => [...producersOf(topic), ...topic.consumers]))].sort();
  // A service stands left as a producer and right as a consumer, so that every arrow goes the same way.
  const producing = services.filter((service) => topics.some(([, topic]) => producersOf(topic).includes(service)));
  const consuming = services.filter((service) =>
    topics.some(([, topic]) => topic.consumers.some((c) => c === service)),
  );
  return [
    'flowchart LR',
    ...producing.map((service) => `  p-${service}["${service}"]`),
    ...topics.map(([key, { name }]) => `  ${key}[("${name.replaceAll(/[{}]/g, '')}")]`),
    ...consuming.map((service) => `  c-${service}["${service}"]`),
    ...topics.flatMap(([key, topic]) => producersOf(topic).map((service) => `  p-${service} --> ${key}`)),
    ...topics.flatMap(([key, { consumers }]) => consumers.map((service) => `  ${key} --> c-${service}`)),
  ].join('\n');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

const page = (): string =>
  [
    '<!-- Generated by tools/generate-topics.ts. Do not edit. -->\n\n# Topics\n\n',
    'Who writes which topic, and who reads it. `cell` and `instance` in a name stand for the cell and the connector.\n',
    'The schemas are in [asyncapi.json](asyncapi.json).\n\n',
    `\`\`\`mermaid\n${picture()}\n\`\`\`\n\n`,
    row(['topic', 'record key', 'partitions', 'kept', 'types']),
    row(['---', '---', '---', '---', '---']),
    ...topics.map(([, topic]) =>
      row([
        `\`${topic.name}\``,
        topic.key,
        String(topic.partitions),
        kept(topic),
        Object.keys(topic.types).sort().join(', '),
      ]),
    ),
  ].join('');

const files = { 'asyncapi.json': `${JSON.stringify(asyncApi, null, 2)}\n`, 'topics.md': page() };
const isCheck = process.argv.includes('--check');
for (const [name, text] of Object.entries(files)) {
  const path = join(import.meta.dirname, '../docs/generated', name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (!isCheck) writeFileSync(path, text);
  else {
    console.error(`docs/generated/${name} is out of date`);
    process.exitCode = 1;
  }
}
