import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { FIXTURES } from '../test/fixtures.ts';
import { fieldsOf, model, typeNamed } from '../test/model.ts';
import { mutationsOf, smallest, SUBJECTS, type Mutation } from '../test/mutation-table.ts';
import { validateCanonical } from './index.ts';

const file = join(import.meta.dirname, '../../../docs/generated/nexo.schema.json');
const ajv = new Ajv2020({ strict: false });
const isValid = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);

const bodies = new Set(model.messages.flatMap(({ type }) => fieldsOf(type).map((field) => field.type)));
const blocks = new Set(SUBJECTS.map(({ service }) => service?.block));

/** Calendar days, bytes of base64 to the last one, and the rules across members are beyond a schema. */
function isBeyondSchema({ kind, owner, member }: Mutation): boolean {
  const type = typeNamed(fieldsOf(owner).find((field) => field.json === member)?.type ?? 'Max35Text');
  if (kind === 'pattern') return type.xsBase === 'xs:dateTime' || type.xsBase === 'xs:date';
  if (kind === 'too long') return type.xsBase === 'xs:base64Binary';
  return kind === 'missing' && ((bodies.has(owner) && blocks.has(member)) || member === 'Currency');
}

describe('the JSON Schema for device makers', () => {
  it.each([...FIXTURES])('takes %s', (_name, text) => expect(isValid(JSON.parse(text))).toBe(true));

  it.each(SUBJECTS.filter((_, i) => i % 6 === 0).map((subject) => [subject.name, subject] as const))(
    'agrees with the strict validator about %s',
    (_name, subject) => {
      expect(isValid(smallest(subject))).toBe(true);
      const mutations = mutationsOf(subject).filter((mutation) => !isBeyondSchema(mutation));
      const disputed = mutations.filter(({ message }) => isValid(message) !== validateCanonical(message, 'strict').ok);
      expect(disputed.map(({ kind, owner, member }) => `${kind} ${owner}.${member}`)).toEqual([]);
    },
  );
});
