// The standard's schema as a team would write it with zod, made from the model file: names, cardinalities, codes, facets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

interface Field {
  readonly json: string | null;
  readonly type: string;
  readonly min: number;
  readonly max: number;
}

interface Type {
  readonly kind: 'object' | 'choice' | 'enum' | 'simple' | 'simpleContent';
  readonly fields?: readonly Field[];
  readonly codes?: readonly { readonly name: string }[];
  readonly xsBase?: string;
  readonly pattern?: string;
  readonly minLength?: string;
  readonly maxLength?: string;
  readonly totalDigits?: string;
  readonly fractionDigits?: string;
}

interface Model {
  readonly messages: readonly { readonly jsonRoot: string; readonly type: string }[];
  readonly types: Readonly<Record<string, Type>>;
}

const modelFile = join(import.meta.dirname, '../../../libs/nexo/model/casp-03-model.json');

/** The zod schema of one message: strict objects, long names, decimals as strings. @throws Error when there is none */
export function zodSchemaOf(root: string): z.ZodType {
  const model = JSON.parse(readFileSync(modelFile, 'utf8')) as Model;
  const message = model.messages.find((one) => one.jsonRoot === root);
  if (!message) throw new Error(`the model has no message ${root}`);
  const known = new Map<string, z.ZodType>();

  const schemaOf = (name: string): z.ZodType => {
    const found = known.get(name);
    if (found) return found;
    known.set(
      name,
      z.lazy(() => known.get(name) ?? z.never()),
    );
    const schema = make(model.types[name] ?? { kind: 'simpleContent' });
    known.set(name, schema);
    return schema;
  };

  const make = (type: Type): z.ZodType => {
    if (type.kind === 'enum') return z.enum((type.codes ?? []).map((code) => code.name));
    if (type.kind === 'simple') return simple(type);
    const fields = (type.fields ?? []).filter((field) => field.json !== null);
    if (type.kind === 'choice')
      return z.union(fields.map((field) => z.strictObject({ [field.json ?? '']: schemaOf(field.type) })));
    if (fields.length === 0) return z.record(z.string(), z.unknown());
    return z.strictObject(Object.fromEntries(fields.map((field) => [field.json ?? '', member(field)])));
  };

  const member = (field: Field): z.ZodType => {
    const one = schemaOf(field.type);
    const some = field.max === 1 ? one : z.array(one).min(1);
    return field.min === 0 ? some.optional() : some;
  };

  return z.strictObject({ [root]: schemaOf(message.type) });
}

function simple(type: Type): z.ZodType {
  switch (type.xsBase) {
    case 'xs:boolean':
      return z.boolean();
    case 'xs:dateTime':
      return z.iso.datetime({ offset: true, local: true });
    case 'xs:date':
      return z.iso.date();
    case 'xs:base64Binary':
      return z.base64();
    case 'xs:decimal': {
      const fraction = Number(type.fractionDigits);
      return z
        .string()
        .regex(new RegExp(`^[0-9]{1,${type.totalDigits}}${fraction > 0 ? `(\\.[0-9]{1,${fraction}})?` : ''}$`));
    }
    default:
      if (type.pattern) return z.string().regex(new RegExp(`^(?:${type.pattern})$`));
      return z
        .string()
        .min(Number(type.minLength ?? 1))
        .max(Number(type.maxLength ?? 64));
  }
}
