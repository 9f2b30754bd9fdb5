// Rules inside one component that the model does not express (protocol 2.7). The generated validators call them by name
// after the members have been checked, so codes already have their long names.
import type { Check } from './check.ts';
import { compareDecimal } from './decimal.ts';

type Owner = Record<string, unknown>;

const failAt = (c: Check, member: string, detail: string): false => {
  c.fail(detail);
  return c.at(member);
};

/** ActionMessage8, OutputContent: a barcode if and only if Format is Barcode. */
export function barcode(o: Owner, c: Check): boolean {
  const isBarcode = o['Format'] === 'Barcode';
  if (isBarcode && o['OutputBarcode'] === undefined) return failAt(c, 'OutputBarcode', 'missing');
  if (!isBarcode && o['OutputBarcode'] !== undefined) return failAt(c, 'OutputBarcode', 'only with Format Barcode');
  return true;
}

const CONTENT_MEMBERS = ['AuthenticatedData', 'SignedData', 'EnvelopedData', 'DigestedData'];

/** ContentInformationType*: the member that ContentType names, and no other. */
export function contentType(o: Owner, c: Check): boolean {
  const named = o['ContentType'] as string;
  for (const member of CONTENT_MEMBERS)
    if (member !== named && o[member] !== undefined) return failAt(c, member, `ContentType says ${named}`);
  if ((named === 'AuthenticatedData' || named === 'SignedData') && o[named] === undefined)
    return failAt(c, named, 'missing');
  return true;
}

/** PaymentReceipt3: a signature is asked for on the cashier's copy only. */
export function receipt(o: Owner, c: Check): boolean {
  if (o['RequiredSignatureFlag'] !== true || o['DocumentQualifier'] === 'CashierReceipt') return true;
  return failAt(c, 'RequiredSignatureFlag', 'only on a CashierReceipt');
}

const MAX_BLOCK = 100;

/** ReportTransactionRequest1: a block of 1 to 100 transactions. */
export function block(o: Owner, c: Check): boolean {
  const start = o['BlockStart'];
  const stop = o['BlockStop'];
  if (typeof start !== 'string' || typeof stop !== 'string') return true;
  if (compareDecimal(stop, start) < 0) return failAt(c, 'BlockStop', 'must not be before BlockStart');
  if (BigInt(stop) - BigInt(start) >= BigInt(MAX_BLOCK))
    return failAt(c, 'BlockStop', `a block holds at most ${MAX_BLOCK}`);
  return true;
}
