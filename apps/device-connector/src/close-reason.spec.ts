import { describe, expect, it } from '@jest/globals';
import { closeReason } from './close-reason.ts';

describe('the reason of a close frame', () => {
  it('is what was said, when that is short and plain', () => {
    expect(closeReason('/Ack/ExchangeIdentification: missing')).toBe('/Ack/ExchangeIdentification: missing');
  });

  it.each([
    ['umlauts', 'ü'.repeat(500)],
    ['beyond the BMP', '💳'.repeat(500)],
    ['control characters', '\u0000\n\u007f'.repeat(500)],
  ])('fits whatever it is made of: %s', (_name, text) => {
    const reason = closeReason(text);
    expect(Buffer.byteLength(reason)).toBe(123);
    expect(reason).toMatch(/^[ -~]*$/);
  });
});
