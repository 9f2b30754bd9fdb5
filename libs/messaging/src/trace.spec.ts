import { describe, expect, it } from '@jest/globals';
import { continueTrace, currentTrace, withTrace } from './trace.ts';

const GIVEN = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

describe('a trace', () => {
  it('goes on in a span of its own with the flags it was given', () => {
    const { traceId, spanId, traceparent } = continueTrace(GIVEN);
    expect(traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(spanId).not.toBe('00f067aa0ba902b7');
    expect(traceparent).toBe(`00-${traceId}-${spanId}-00`);
  });

  it.each([
    ['nothing', undefined],
    ['something else', 'x'],
    ['zeros', '00-00000000000000000000000000000000-00f067aa0ba902b7-01'],
    ['zeros for the span', '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01'],
    ['more behind it', `${GIVEN}-x`],
    ['a list', [GIVEN]],
  ])('is new for %s', (_name, given) => {
    const { traceparent } = continueTrace(given);
    expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(traceparent).not.toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('is known to whatever the work does, and to nothing else', async () => {
    const trace = continueTrace(GIVEN);
    await withTrace(trace, async () => {
      await Promise.resolve();
      expect(currentTrace()).toBe(trace);
    });
    expect(currentTrace()).toBeUndefined();
  });
});
