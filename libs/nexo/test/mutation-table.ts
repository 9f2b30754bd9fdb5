// For one message (and one block of it): every way to break one member of every component that can occur in it.
import { MESSAGES, SERVICE_CONTENT, type MessageInfo, type ServiceContentInfo } from '../src/index.ts';
import { fieldsOf, isComponent, model, typeNamed, type Field } from './model.ts';
import { agreed, sampleOf, type Json } from './sample.ts';

export type MutationKind =
  | 'missing'
  | 'wrong type'
  | 'unknown code'
  | 'too long'
  | 'unknown member'
  | 'null'
  | 'empty list'
  | 'too many items'
  | 'choice'
  | 'pattern';

export interface Mutation {
  readonly kind: MutationKind;
  /** The component and member that are broken. */
  readonly owner: string;
  readonly member: string;
  readonly pointer: string;
  readonly message: Json;
}

export interface Subject {
  readonly name: string;
  readonly info: MessageInfo;
  readonly service?: ServiceContentInfo;
}

/** All messages; those with ServiceContent once per block of protocol 2.7. */
export const SUBJECTS: readonly Subject[] = MESSAGES.flatMap((info): Subject[] => {
  const services = SERVICE_CONTENT.filter((service) => service.root === info.root);
  if (services.length === 0) return [{ name: info.root, info }];
  return services.map((service) => ({
    name: `${info.root} ${service.code} ${service.block ?? 'no block'}`,
    info,
    service,
  }));
});

type Step = { readonly owner: string; readonly field: Field & { json: string; type: string } };

interface Site {
  readonly component: string;
  readonly path: readonly Step[];
}

/** Members whose content is refused whatever it is: tested by themselves. */
const SECRET = new Set([
  'PaymentCard31.PrivateCardData',
  'PaymentCard31.PlainCardData',
  'Vehicle1.DriverOrVehicleCard',
  'MobileData3.SensitiveMobileData',
  'Check1.CheckTrackData2',
  'CardholderAuthentication14.CardholderOnLinePIN',
  'DeviceSecureInputRequest3.CardholderPIN',
  'DeviceSecureInputResponse3.CardholderPIN',
]);

const typeOfRoot = (root: string): string => model.messages.find((message) => message.jsonRoot === root)?.type ?? '';

/** Every component that can occur in the message, each where it occurs first. */
function sitesOf(subject: Subject): Site[] {
  const blocks = SERVICE_CONTENT.filter((row) => row.root === subject.info.root).map((row) => row.block);
  const rootType = typeOfRoot(subject.info.root);
  const bodyType = fieldsOf(rootType).find((field) => field.json === subject.info.body)?.type;
  const sites: Site[] = [{ component: rootType, path: [] }];
  const seen = new Set([rootType]);
  for (const site of sites)
    for (const field of fieldsOf(site.component)) {
      const isOtherBlock =
        site.component === bodyType && blocks.includes(field.json) && field.json !== subject.service?.block;
      if (isOtherBlock || SECRET.has(`${site.component}.${field.json}`)) continue;
      if (!isComponent(field.type) || seen.has(field.type)) continue;
      seen.add(field.type);
      sites.push({ component: field.type, path: [...site.path, { owner: site.component, field }] });
    }
  return sites;
}

/** The smallest valid message of a subject. */
export function smallest(subject: Subject): Json {
  const { info, service } = subject;
  const content = sampleOf(typeOfRoot(info.root)) as Json;
  (content['Header'] as Json)['MessageFunction'] = info.messageFunction;
  const body = content[info.body] as Json;
  if (service) body['ServiceContent'] = service.serviceContent;
  if (service?.block) {
    const bodyType = fieldsOf(typeOfRoot(info.root)).find((field) => field.json === info.body)?.type ?? '';
    body[service.block] = sampleOf(fieldsOf(bodyType).find((field) => field.json === service.block)?.type ?? '');
  }
  return { [info.root]: content };
}

/** A smallest message in which the site exists, the object there, and its pointer. */
function reach(subject: Subject, site: Site): { message: Json; target: Json; pointer: string } {
  const message = smallest(subject);
  let target = message[subject.info.root] as Json;
  let pointer = `/${subject.info.root}`;
  for (const { owner, field } of site.path) {
    if (typeNamed(owner).kind === 'choice')
      for (const key of Object.keys(target)) if (key !== field.json) delete target[key];
    const below = (target[field.json] ?? (field.max === 1 ? sampleOf(field.type) : [sampleOf(field.type)])) as
      | Json
      | Json[];
    target[field.json] = below;
    agreed(owner === 'Header41' ? '' : owner, target);
    target = Array.isArray(below) ? (below[0] as Json) : below;
    pointer += `/${field.json}${Array.isArray(below) ? '/0' : ''}`;
  }
  return { message, target, pointer };
}

export function mutationsOf(subject: Subject): Mutation[] {
  const out: Mutation[] = [];
  for (const site of sitesOf(subject)) {
    const isChoice = typeNamed(site.component).kind === 'choice';
    const add = (kind: MutationKind, member: string, breakIt: (target: Json) => void, suffix = `/${member}`): void => {
      const { message, target, pointer } = reach(subject, site);
      breakIt(target);
      out.push({ kind, owner: site.component, member, pointer: pointer + suffix, message });
    };
    if (site.component === 'SupplementaryDataEnvelope1') continue;
    add('unknown member', 'NoSuchMember', (target) => (target['NoSuchMember'] = 'x'));
    if (isChoice) addChoice(site, add);
    for (const field of fieldsOf(site.component)) {
      if (isChoice || SECRET.has(`${site.component}.${field.json}`) || !isOwnBlock(subject, site, field.json)) continue;
      if (isRequired(subject, site, field)) add('missing', field.json, (target) => delete target[field.json]);
      add('null', field.json, (target) => (target[field.json] = null));
      addBroken(field, add);
    }
  }
  return out;
}

type Add = (kind: MutationKind, member: string, breakIt: (target: Json) => void, suffix?: string) => void;

/** By the model, or by the rules of protocol 2.7: the block that ServiceContent names, the currency of a payment. */
function isRequired(subject: Subject, site: Site, field: Field): boolean {
  const isBlock = site.path.length === 1 && subject.service !== undefined && field.json === subject.service.block;
  const isCurrency =
    subject.service?.code === 'FSPQ' &&
    site.component === 'CardPaymentTransactionDetails49' &&
    field.json === 'Currency';
  return field.min > 0 || isBlock || isCurrency;
}

function isOwnBlock(subject: Subject, site: Site, member: string): boolean {
  if (site.path.length !== 1 || site.path[0]?.field.json !== subject.info.body) return true;
  return (
    member === subject.service?.block ||
    !SERVICE_CONTENT.some((row) => row.root === subject.info.root && row.block === member)
  );
}

function addChoice(site: Site, add: Add): void {
  const fields = fieldsOf(site.component);
  add('choice', 'none', (target) => Object.keys(target).forEach((key) => delete target[key]), '');
  add('choice', 'two', (target) => fields.forEach((field) => (target[field.json] = sampleOf(field.type))), '');
}

/** Ways to break the value of one member. */
function addBroken(field: Field & { json: string; type: string }, add: Add): void {
  const isList = field.max !== 1;
  const put = (kind: MutationKind, value: unknown): void =>
    add(
      kind,
      field.json,
      (target) => (target[field.json] = isList ? [value] : value),
      `/${field.json}${isList ? '/0' : ''}`,
    );
  if (isList) {
    add('wrong type', field.json, (target) => (target[field.json] = sampleOf(field.type)));
    add('empty list', field.json, (target) => (target[field.json] = []));
    if (field.max > 0)
      add(
        'too many items',
        field.json,
        (target) => (target[field.json] = Array(field.max + 1).fill(sampleOf(field.type))),
      );
  }
  const type = typeNamed(field.type);
  put(
    'wrong type',
    type.kind === 'simple' || type.kind === 'enum' ? (type.xsBase === 'xs:boolean' ? 'true' : true) : 'x',
  );
  if (type.kind === 'enum') put('unknown code', 'NoSuchCode');
  if (type.maxLength) put('too long', tooLong(field.json, type.xsBase === 'xs:base64Binary', Number(type.maxLength)));
  if (type.totalDigits) put('too long', '1'.repeat(Number(type.totalDigits) + 1));
  if (type.fractionDigits) put('too long', `0.${'1'.repeat(Number(type.fractionDigits) + 1)}`);
  if (type.pattern) put('pattern', '§');
  if (type.xsBase === 'xs:dateTime') put('pattern', '2025-02-30T00:00:00Z');
  if (type.xsBase === 'xs:date') put('pattern', '2025-02-30');
}

function tooLong(member: string, isBinary: boolean, max: number): string {
  if (isBinary) return Buffer.alloc(max + 1).toString('base64');
  return 'x'.repeat(member === 'ExchangeIdentification' ? 65 : max + 1);
}
