import { deviceFrames, type DeviceState, type Hello, type ProgressStage } from '@ppaas/contracts';
import {
  bodyOf,
  findCardData,
  headerOf,
  MalformedJson,
  MESSAGES,
  parseJson,
  readMessage,
  validateCanonical,
  type NexoMessage,
} from '@ppaas/nexo';

type Json = Record<string, unknown>;

/** One frame of a device, parsed and checked. */
export type DeviceFrame =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'ack'; readonly exchangeId: string }
  | { readonly kind: 'progress'; readonly exchangeId: string; readonly stage: ProgressStage }
  | { readonly kind: 'state'; readonly state: DeviceState }
  | {
      readonly kind: 'standAlone';
      readonly journalSequence: number;
      readonly message: Json;
      readonly isMasked: boolean;
    }
  /** An answer to an exchange of session or transaction. */
  | { readonly kind: 'answer'; readonly exchangeId: string; readonly message: Json; readonly isMasked: boolean }
  /** casp.015: what became of the exchange that an enquiry named. */
  | { readonly kind: 'enquiryAnswer'; readonly queryId: string; readonly exchangeId: string; readonly message: Json }
  /** A rejection of an enquiry or an abort. */
  | { readonly kind: 'queryRejected'; readonly queryId: string }
  /** An answer under an id that the platform never gives. */
  | { readonly kind: 'foreign'; readonly exchangeId: string }
  /** Closes the connection. */
  | { readonly kind: 'wrong'; readonly detail: string; readonly isCardData?: boolean };

/** The frames that are not nexo messages, told apart by their one member. */
const OWN_FRAME = /^\s*\{\s*"(Hello|Ack|Progress|State|StandAlone)"/;

/** Messages that a device may send: answers, and the rejection of what it was sent. */
const FROM_DEVICE = new Set<string>(
  MESSAGES.filter(({ direction, root }) => direction === 'poi-to-sale' || root === 'SaleToPOIDeviceResponse')
    .map(({ root }) => root as string)
    .concat('SaleToPOIMessageRejection'),
);

/** What a name of ours or of the standard looks like; also an index. */
const NAME = /^[A-Za-z0-9]{1,70}$/;

/** Where and why. What the peer made up is not repeated: neither member names that nobody knows nor quoted text. */
function wrong(detail: string, path: readonly PropertyKey[] = []): DeviceFrame {
  const why = detail.replace(/ ".*$/su, '');
  const names = path.map(String);
  const known = names.slice(0, why === 'unknown member' ? -1 : names.length);
  const end = known.findIndex((name) => !NAME.test(name));
  const place = (end < 0 ? known : known.slice(0, end)).map((name) => `/${name}`).join('');
  return { kind: 'wrong', detail: place === '' ? why : `${place}: ${why}` };
}

const pathOf = (pointer: string): string[] => pointer.split('/').slice(1);

/** Input is hostile until it has passed here. */
export function readFrame(text: string): DeviceFrame {
  const own = OWN_FRAME.exec(text)?.[1];
  return own === undefined ? readAnswer(text) : readOwn(text, own as keyof typeof deviceFrames);
}

function readOwn(text: string, name: keyof typeof deviceFrames): DeviceFrame {
  let frame: unknown;
  try {
    frame = parseJson(text);
  } catch (error) {
    if (error instanceof MalformedJson) return wrong(error.detail);
    throw error;
  }
  const members = Object.keys(frame as Json);
  if (members.length !== 1) return wrong('a frame has one member');
  const parsed = deviceFrames[name].safeParse((frame as Json)[name]);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    // zod's own text repeats the names.
    const why = issue?.code === 'unrecognized_keys' ? 'has an unknown member' : issue?.message;
    return wrong(why ?? 'not acceptable', [name, ...(issue?.path ?? [])]);
  }
  if (name !== 'StandAlone' && findCardData(frame).length > 0) {
    return { kind: 'wrong', detail: `/${name}: card data is not accepted`, isCardData: true };
  }
  return ownFrame({ [name]: parsed.data } as Own);
}

type Own = {
  [N in keyof typeof deviceFrames]: { readonly [M in N]: ReturnType<(typeof deviceFrames)[N]['parse']> };
}[keyof typeof deviceFrames];

function ownFrame(frame: Own): DeviceFrame {
  if ('Hello' in frame) return { kind: 'hello', hello: frame.Hello };
  if ('Ack' in frame) return { kind: 'ack', exchangeId: frame.Ack.ExchangeIdentification };
  if ('State' in frame) return { kind: 'state', state: frame.State };
  if ('Progress' in frame) {
    return { kind: 'progress', exchangeId: frame.Progress.ExchangeIdentification, stage: frame.Progress.Stage };
  }
  const { journalSequence, response } = frame.StandAlone;
  const isMasked = findCardData(response).length > 0;
  const valid = validateCanonical(response, 'strict');
  if (!valid.ok) return wrong(valid.detail, ['StandAlone', 'response', ...pathOf(valid.pointer)]);
  if (!FROM_DEVICE.has(valid.root)) return wrong(`${valid.root} is not an answer`, ['StandAlone', 'response']);
  return { kind: 'standAlone', journalSequence, message: valid.message as unknown as Json, isMasked };
}

function readAnswer(text: string): DeviceFrame {
  const read = readMessage(text, 'strict');
  if (read.kind === 'malformed') return wrong(read.detail);
  if (read.kind === 'too-large') return wrong('larger than 64 KiB');
  if (read.kind === 'rejected') return wrong(read.rejection.detail, pathOf(read.rejection.pointer));
  if (!FROM_DEVICE.has(read.root)) return wrong(`${read.root} is not for a device to send`);
  return sortAnswer(read.message, read.root, read.warnings.length > 0);
}

/** Ids of the platform say who waits: T transaction, S session, Q an enquiry or abort (device channel, ids). */
function sortAnswer(message: NexoMessage, root: string, isMasked: boolean): DeviceFrame {
  const id = headerOf(message).ExchangeIdentification;
  const json = message as unknown as Json;
  if (/^[TS]/.test(id)) return { kind: 'answer', exchangeId: id, message: json, isMasked };
  if (!id.startsWith('Q')) return { kind: 'foreign', exchangeId: id };
  if (root !== 'SaleToPOIMessageStatusResponse') return { kind: 'queryRejected', queryId: id };
  const data = bodyOf(message)['MessageStatusResponseData'] as { ExchangeIdentification: string };
  return { kind: 'enquiryAnswer', queryId: id, exchangeId: data.ExchangeIdentification, message: json };
}
