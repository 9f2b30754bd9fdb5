import { expect, it } from '@jest/globals';
import { i18n } from '@lingui/core';
import { causeText } from './cause-text.ts';

i18n.loadAndActivate({ locale: 'en', messages: {} });

it.each([
  ['no acknowledgement', 'the device has not acknowledged it'],
  ['the device disconnected: silent', 'the device disconnected: it fell silent'],
  ['the device disconnected: closed by the device (1006)', 'the device disconnected: closed by the device (1006)'],
  ['refused by the connector: expired', 'refused by the connector: it came too late'],
  ['resolved by ann@shop.example: the receipt', 'said by ann@shop.example: the receipt'],
  ['Busy: the device is busy with your exchange 4711', 'the device is busy with exchange 4711 of this point of sale'],
  ['PaymentRestriction: payment method JCB is not available on this device', 'payment method JCB is not available on this device'], // prettier-ignore
  ['SN-0815', 'SN-0815'],
  ['NotFound', 'NotFound'],
])('says %j as %j', (words, text) => {
  expect(causeText(words, (descriptor) => i18n._(descriptor))).toBe(text);
});
