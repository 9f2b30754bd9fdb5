// Smallest valid values of the model's types.
import { fieldsOf, typeNamed } from './model.ts';

export type Json = Record<string, unknown>;

const OF_PATTERN: Readonly<Record<string, string>> = {
  Min2Max3AlphaText: 'FR',
  PhoneNumber: '+33-123456',
  Min8Max28NumericText: '12345678',
  Min2Max3NumericText: '12',
  Exact3NumericText: '123',
  Max15NumericText: '1',
  Exact3AlphaNumericText: 'A1b',
  ActiveCurrencyCode: 'EUR',
  CurrencyCode: 'EUR',
  Max19NumericText: '1',
  Exact4NumericText: '1234',
  Max11NumericText: '1',
  Max2NumericText: '1',
  CountryCode: 'FR',
  Max35NumericText: '1',
  Max5NumericText: '1',
  ISO3NumericCountryCode: '250',
  AnyBICDec2014Identifier: 'BNPAFRPP',
  IBAN2007Identifier: 'FR7612345',
  BBANIdentifier: '12345',
  UPICIdentifier: '12345678',
};

export function sampleOf(name: string): unknown {
  const type = typeNamed(name);
  if (type.kind === 'enum') return type.codes?.[0]?.name;
  if (type.kind === 'simple') return simple(name);
  const fields = fieldsOf(name);
  const out: Json = {};
  const members = type.kind === 'choice' ? fields.slice(-1) : fields.filter((field) => field.min > 0);
  for (const field of members) out[field.json] = field.max === 1 ? sampleOf(field.type) : [sampleOf(field.type)];
  return agreed(name, out);
}

function simple(name: string): unknown {
  const type = typeNamed(name);
  if (type.xsBase === 'xs:boolean') return true;
  if (type.xsBase === 'xs:dateTime') return '2025-03-04T09:12:31Z';
  if (type.xsBase === 'xs:date') return '2025-03-04';
  if (type.xsBase === 'xs:decimal') return '1';
  if (type.xsBase === 'xs:base64Binary') return 'AAAAAAAA';
  if (type.pattern) return OF_PATTERN[name];
  return 'x'.repeat(Math.max(Number(type.minLength ?? 1), 1));
}

/** Makes a component agree with the rules across its members. */
export function agreed(name: string, value: Json): Json {
  if (name === 'Header41') value['ProtocolVersion'] = '5.0';
  if (name === 'CardPaymentTransactionDetails49') value['Currency'] = 'EUR';
  if (name === 'ActionMessage8' && 'OutputBarcode' in value) value['Format'] = 'Barcode';
  if (name.startsWith('ContentInformationType'))
    value['ContentType'] =
      ['EnvelopedData', 'AuthenticatedData', 'SignedData', 'DigestedData'].find((one) => one in value) ?? 'PlainData';
  return value;
}
