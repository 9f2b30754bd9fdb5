// JSON Schema (2020-12) of the 17 messages as they travel on the device channel: strict, long names, decimals as strings.
import { sensitiveMembers, type Model, type ModelField, type ModelType } from './nexo-model.ts';

type Schema = Record<string, unknown>;

const DATE_TIME =
  '^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])?$';
const DATE = '^[0-9]{4}-[01][0-9]-[0-3][0-9](Z|[+-][01][0-9]:[0-5][0-9])?$';

/** The schema file's text; members that are refused whatever they hold (card data) are left out of it. */
export function schemaText(model: Model): string {
  const $defs: Record<string, Schema> = {};
  for (const [name, type] of Object.entries(model.types)) $defs[name] = definition(name, type);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `nexo Retailer v5 (casp .${model.version}), strict`,
    type: 'object',
    oneOf: model.messages.map((message) => ({
      title: message.jsonRoot,
      properties: { [message.jsonRoot]: { $ref: `#/$defs/${message.type}` } },
      required: [message.jsonRoot],
      additionalProperties: false,
    })),
    $defs,
  };
  return JSON.stringify(schema, undefined, 1) + '\n';
}

function definition(name: string, type: ModelType): Schema {
  if (type.kind === 'enum') return { type: 'string', enum: (type.codes ?? []).map((code) => code.name) };
  if (type.kind === 'simple') return simple(type);
  if (type.kind === 'simpleContent')
    return closed({ Value: { $ref: `#/$defs/${type.base}` }, Currency: { $ref: `#/$defs/${type.attrs?.[0]?.[1]}` } }, [
      'Value',
      'Currency',
    ]);
  const fields = (type.fields ?? []).filter(
    (field) => field.json !== null && !sensitiveMembers[`${name}.${field.json}`],
  );
  if (fields.length === 0 && type.fields?.[0]?.json === null) return { type: 'object' };
  const properties = Object.fromEntries(fields.map((field) => [field.json, member(name, field)]));
  if (type.kind === 'choice') return { ...closed(properties, []), minProperties: 1, maxProperties: 1 };
  return closed(
    properties,
    fields.filter((field) => field.min > 0).map((field) => field.json ?? ''),
  );
}

const closed = (properties: Schema, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});

function member(owner: string, field: ModelField): Schema {
  const one: Schema =
    `${owner}.${field.json}` === 'Header41.ProtocolVersion'
      ? { type: 'string', pattern: '^5\\.[0-9]$' }
      : { $ref: `#/$defs/${field.type}` };
  if (field.max === 1) return one;
  return { type: 'array', items: one, minItems: 1, ...(field.max > 1 ? { maxItems: field.max } : {}) };
}

function simple(type: ModelType): Schema {
  switch (type.xsBase) {
    case 'xs:boolean':
      return { type: 'boolean' };
    case 'xs:dateTime':
      return { type: 'string', pattern: DATE_TIME };
    case 'xs:date':
      return { type: 'string', pattern: DATE };
    case 'xs:base64Binary':
      return {
        type: 'string',
        contentEncoding: 'base64',
        pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
        minLength: base64Length(type.minLength),
        maxLength: base64Length(type.maxLength),
      };
    case 'xs:decimal':
      return { type: 'string', pattern: decimalPattern(type) };
    default:
      if (type.pattern) return { type: 'string', pattern: `^(?:${type.pattern})$` };
      return {
        type: 'string',
        minLength: Number(type.minLength ?? (type.maxLength ? 0 : 1)),
        maxLength: Number(type.maxLength ?? 64),
      };
  }
}

const base64Length = (bytes: string | undefined): number => Math.ceil(Number(bytes ?? 0) / 3) * 4;

/** At most so many digits in all, so many of them behind the point; a minimum of 1 asks for a digit that is not 0. */
function decimalPattern(type: ModelType): string {
  const total = Number(type.totalDigits);
  const fraction = Number(type.fractionDigits);
  const least = type.minInclusive === '1' ? '(?=.*[1-9])' : '';
  const sign = type.minInclusive === undefined ? '-?' : '';
  const digits = `0*[0-9]{1,${total}}`;
  return fraction === 0
    ? `^${least}${sign}${digits}$`
    : `^${least}(?!-?0*[1-9](?:\\.?[0-9]){${total}})${sign}${digits}(\\.[0-9]{1,${fraction}})?$`;
}
