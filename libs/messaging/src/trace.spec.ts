import { afterEach, describe, expect, it } from '@jest/globals';
import { inTraces } from './handling-traces.ts';
import type { Incoming } from './incoming.ts';
import { continueTrace, currentTrace, endSpan, isRecorded, recordSpans, spanTime, withTrace } from './trace.ts';
import type { Span } from './trace.ts';

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

describe('spans', () => {
  afterEach(() => recordSpans(undefined));
  const SAMPLED = GIVEN.replace(/00$/, '01');
  const message = (type: string, traceparent?: string): Incoming =>
    ({ type, ...(traceparent === undefined ? {} : { traceparent }) }) as unknown as Incoming;
  const recorded = (ratio?: number): Span[] => {
    const spans: Span[] = [];
    recordSpans((span) => void spans.push(span), ratio);
    return spans;
  };

  it('go to nobody until somebody records them, and never of a trace that is not sampled', () => {
    const trace = continueTrace(SAMPLED);
    endSpan(trace, { name: 'a', kind: 'server', startMs: spanTime() });
    expect(isRecorded(trace)).toBe(false);
    const spans = recorded();
    endSpan(continueTrace(GIVEN), { name: 'b', kind: 'server', startMs: spanTime() });
    endSpan(trace, { name: 'c', kind: 'server', startMs: spanTime() - 5 });
    expect(spans.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([['c', '00f067aa0ba902b7']]);
    expect((spans[0]?.endMs ?? 0) - (spans[0]?.startMs ?? 0)).toBeGreaterThanOrEqual(5);
  });

  it.each([
    [0, 0],
    [1, 200],
  ])('are made of the share %d of the traces that begin here', (ratio, count) => {
    recorded(ratio);
    const traces = Array.from({ length: 200 }, () => continueTrace(undefined));
    expect(traces.filter(isRecorded)).toHaveLength(count);
    expect(traces.filter(({ traceparent }) => traceparent.endsWith('-01'))).toHaveLength(count);
    expect(isRecorded(continueTrace(SAMPLED))).toBe(true);
  });

  it('of the messages of a batch are told to the handler, one for each that came with a trace', async () => {
    const spans = recorded();
    const told: (string | undefined)[] = [];
    await inTraces([message('A', SAMPLED), message('B'), message('C', GIVEN)], (messages) => {
      told.push(...messages.map(({ traceparent }) => traceparent));
      expect(currentTrace()).toBeUndefined();
      return Promise.resolve();
    });
    expect(spans.map(({ name, kind, isError }) => [name, kind, isError])).toEqual([['handle A', 'consumer', false]]);
    expect(told[0]).toBe(spans[0]?.traceparent);
    expect(told[1]).toBeUndefined();
    expect(told[2]).toMatch(/-00$/);
  });

  it('of a message that comes alone are the trace of its handling, and say that it failed', async () => {
    const spans = recorded();
    const handling = inTraces([message('A', SAMPLED)], () => {
      expect(currentTrace()?.parentSpanId).toBe('00f067aa0ba902b7');
      return Promise.reject(new Error('no'));
    });
    await expect(handling).rejects.toThrow('no');
    expect(spans).toMatchObject([{ isError: true, traceId: '4bf92f3577b34da6a3ce929d0e0e4736' }]);
  });

  it('cost a message without a recorder no more than its own trace', async () => {
    const only = message('A', SAMPLED);
    await inTraces([only], (messages) => {
      expect(messages[0]).toBe(only);
      expect(currentTrace()?.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
      return Promise.resolve();
    });
  });
});
