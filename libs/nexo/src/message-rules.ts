// Rules across the parts of one message (protocol 2.2, 2.5, 2.7): function and root, block and ServiceContent, money, defaults.
import { Check } from './check.ts';
import { CURRENCIES } from './currencies.ts';
import { fractionDigits } from './decimal.ts';
import type { RootRow } from './generated/messages.ts';
import { infoOf } from './message.ts';
import { servicesOf } from './service-content.ts';

type Json = Record<string, unknown>;

/** Fails with a path given from the message's content downwards. */
function failAt(c: Check, path: readonly string[], detail: string, reason: Check['reason'] = 'ParsingError'): false {
  c.fail(detail, reason);
  c.path.length = 0;
  for (const key of path.toReversed()) c.at(key);
  return false;
}

/** All rules of a message whose components have passed; completes what the lenient profile lets peers leave out. */
export function checkMessage(content: Json, row: RootRow, c: Check): boolean {
  const header = content['Header'] as Json;
  const body = content[row.body] as Json;
  if (header['MessageFunction'] !== infoOf(row.root).messageFunction)
    return failAt(c, ['Header', 'MessageFunction'], `not the function of ${row.root}`, 'MessageType');
  if (!checkServiceContent(body, row, c) || !checkMoney(body, row, c)) return false;
  if (c.lenient && ASKS_FOR_PARTIES.has(row.root)) fillIn(header, body);
  return true;
}

/** Messages whose Environment and Context are mandatory: all but rejections and device messages. */
const ASKS_FOR_PARTIES = new Set<string>(
  [
    'ServiceRequest ServiceResponse ReconciliationRequest ReconciliationResponse SessionManagementRequest',
    'SessionManagementResponse AdministrativeRequest AdministrativeResponse ReportRequest ReportResponse Abort',
    'EventNotification MessageStatusRequest MessageStatusResponse',
  ].flatMap((names) => names.split(' ').map((name) => `SaleToPOI${name}`)),
);

function checkServiceContent(body: Json, row: RootRow, c: Check): boolean {
  const services = servicesOf(row.root);
  if (!services) return true;
  const info = services.byContent.get(body['ServiceContent'] as string);
  if (!info) return failAt(c, [row.body, 'ServiceContent'], `not a service of ${row.root}`);
  for (const block of services.blocks)
    if (block !== info.block && body[block] !== undefined)
      return failAt(c, [row.body, block], `does not belong to ${info.serviceContent}`);
  if (info.block === undefined || body[info.block] !== undefined) return true;
  const response = body['Response'] as Json | undefined;
  return response?.['Response'] === 'Failure' ? true : failAt(c, [row.body, info.block], 'missing');
}

/** A payment or refund names its currency; a reversed amount fits the currency of the transaction it reverses. */
function checkMoney(body: Json, row: RootRow, c: Check): boolean {
  const payment = (body['PaymentRequest'] as Json | undefined)?.['PaymentTransaction'] as Json | undefined;
  const details = payment?.['TransactionDetails'] as Json | undefined;
  if (details && details['Currency'] === undefined)
    return failAt(c, [row.body, 'PaymentRequest', 'PaymentTransaction', 'TransactionDetails', 'Currency'], 'missing');
  const reversal = body['ReversalRequest'] as Json | undefined;
  const reversed = reversal?.['ReversedAmount'] as string | undefined;
  const transaction = reversal?.['ReversalTransaction'] as Json | undefined;
  const currency = (transaction?.['TransactionDetails'] as Json | undefined)?.['Currency'] as string | undefined;
  if (reversed === undefined || currency === undefined) return true;
  const minorUnit = CURRENCIES[currency]?.minorUnit ?? 0;
  return fractionDigits(reversed) <= minorUnit
    ? true
    : failAt(c, [row.body, 'ReversalRequest', 'ReversedAmount'], `${currency} has ${minorUnit} decimals`);
}

/** Environment and Context that a peer left out or left empty are filled in from the header. */
function fillIn(header: Json, body: Json): void {
  const initiator = header['InitiatingParty'] as Json;
  const recipient = header['RecipientParty'] as Json | undefined;
  const [poi, sale] = initiator['Type'] === 'OriginatingPOI' ? [initiator, recipient] : [recipient, initiator];
  const environment = (body['Environment'] ?? {}) as Json;
  if (environment['POI'] === undefined && poi)
    environment['POI'] = { Identification: { Identification: poi['Identification'] } };
  body['Environment'] = environment;
  const context = (body['Context'] ?? {}) as Json;
  if (context['SaleContext'] === undefined && sale)
    context['SaleContext'] = { SaleIdentification: sale['Identification'] };
  body['Context'] = context;
}
