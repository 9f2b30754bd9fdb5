// The model file, read for tests: what the generated validators are held against is the model, not themselves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Field {
  readonly json: string | null;
  readonly type: string | null;
  readonly min: number;
  readonly max: number;
}

export interface Type {
  readonly kind: 'object' | 'choice' | 'enum' | 'simple' | 'simpleContent';
  readonly fields?: readonly Field[];
  readonly codes?: readonly { readonly code: string; readonly name: string }[];
  readonly xsBase?: string;
  readonly pattern?: string;
  readonly minLength?: string;
  readonly maxLength?: string;
  readonly totalDigits?: string;
  readonly fractionDigits?: string;
  readonly minInclusive?: string;
}

interface Model {
  readonly messages: readonly { readonly id: string; readonly jsonRoot: string; readonly type: string }[];
  readonly types: Readonly<Record<string, Type>>;
}

export const model = JSON.parse(
  readFileSync(join(import.meta.dirname, '../model/casp-03-model.json'), 'utf8'),
) as Model;

export function typeNamed(name: string | null): Type {
  const type = model.types[name ?? ''];
  if (!type) throw new Error(`the model has no type ${name}`);
  return type;
}

/** Members as JSON has them; CurrencyAndAmount, which has no JSON shape in the model, is {Value, Currency}. */
export function fieldsOf(name: string | null): readonly (Field & { readonly json: string; readonly type: string })[] {
  if (name === 'CurrencyAndAmount')
    return [
      { json: 'Value', type: 'CurrencyAndAmount_SimpleType', min: 1, max: 1 },
      { json: 'Currency', type: 'CurrencyCode', min: 1, max: 1 },
    ];
  return (typeNamed(name).fields ?? []).flatMap((field) =>
    field.json !== null && field.type !== null ? [{ ...field, json: field.json, type: field.type }] : [],
  );
}

export const isComponent = (name: string): boolean =>
  ['object', 'choice', 'simpleContent'].includes(typeNamed(name).kind);
