// Writes docs/generated/device-channel/*.schema.json from the zod frames in libs/contracts/src/device-channel.ts.
// `--check` writes nothing and exits 1 when a committed file differs.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { deviceFrames, MAX_FRAME_BYTES, platformFrames } from '../libs/contracts/src/device-channel.ts';

const directory = join(import.meta.dirname, '../docs/generated/device-channel');
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const NEXO = '../nexo.schema.json';

const fileOf = (name: string): string => `${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.schema.json`;

/** One frame: an object with one member. */
function frameSchema(name: string, content: z.ZodType, direction: string): object {
  const { $schema: _dialect, ...body } = z.toJSONSchema(content, { target: 'draft-2020-12' });
  return {
    $schema: DIALECT,
    $id: fileOf(name),
    title: name,
    description: `${direction}. A text frame of at most ${MAX_FRAME_BYTES} bytes.`,
    type: 'object',
    properties: { [name]: body },
    required: [name],
    additionalProperties: false,
  };
}

/** Everything that may come in one direction. */
function unionSchema(id: string, title: string, names: readonly string[]): object {
  return {
    $schema: DIALECT,
    $id: id,
    title,
    oneOf: [...names.map((name) => ({ $ref: fileOf(name) })), { $ref: NEXO }],
  };
}

const files = new Map<string, string>();
const add = (file: string, schema: object): void => void files.set(file, `${JSON.stringify(schema, null, 2)}\n`);
for (const [name, content] of Object.entries(deviceFrames)) {
  add(fileOf(name), frameSchema(name, content, 'Device to platform'));
}
for (const [name, content] of Object.entries(platformFrames)) {
  add(fileOf(name), frameSchema(name, content, 'Platform to device'));
}
add(
  'device-frame.schema.json',
  unionSchema('device-frame.schema.json', 'A frame of the device', Object.keys(deviceFrames)),
);
add(
  'platform-frame.schema.json',
  unionSchema('platform-frame.schema.json', 'A frame of the platform', Object.keys(platformFrames)),
);

const isCheck = process.argv.includes('--check');
const present = existsSync(directory) ? readdirSync(directory) : [];
const stale = present.filter((file) => !files.has(file));
const differing = [...files].filter(
  ([file, text]) => !present.includes(file) || readFileSync(join(directory, file), 'utf8') !== text,
);
if (isCheck) {
  for (const file of [...stale, ...differing.map(([name]) => name)])
    console.error(`docs/generated/device-channel/${file} is out of date`);
  if (stale.length + differing.length > 0) process.exitCode = 1;
} else {
  mkdirSync(directory, { recursive: true });
  for (const file of stale) rmSync(join(directory, file));
  for (const [file, text] of differing) writeFileSync(join(directory, file), text);
  console.log(`${files.size} device channel schemas, ${differing.length} changed`);
}
