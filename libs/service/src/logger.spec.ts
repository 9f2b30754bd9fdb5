import { describe, expect, it } from '@jest/globals';
import { continueTrace, withTrace } from '@ppaas/messaging';
import { createLogger } from './logger.ts';

function logger(level = 'debug'): {
  lines: () => Record<string, unknown>[];
  text: () => string;
  log: ReturnType<typeof createLogger>;
} {
  const written: string[] = [];
  const log = createLogger({
    service: 'session',
    instance: 'session-0',
    level,
    write: (line) => void written.push(line),
  });
  return {
    log,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('a log line', () => {
  it('says who, when, how bad and in which trace', () => {
    const { log, lines } = logger();
    const trace = continueTrace(undefined);
    withTrace(trace, () => log.info({ a: 1 }, 'hello'));
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        service: 'session',
        instance: 'session-0',
        traceId: trace.traceId,
        spanId: trace.spanId,
        a: 1,
        msg: 'hello',
      },
    ]);
  });

  it('never holds a whole card number, wherever it stood', () => {
    const { log, text } = logger();
    log.info({ deep: { in: ['4111111111111111'] } }, 'card 4111 1111 1111 1111');
    log.error({ err: new Error('bad card 5555555555554444') }, 'failed');
    expect(text()).not.toMatch(/4111111111111111|4111 1111 1111 1111|5555555555554444/);
    expect(text()).toContain('session-0');
  });

  it('never holds a secret that has a name', () => {
    const { log, text } = logger();
    log.info({ headers: { authorization: 'Bearer s3cr3t' }, body: { applicationKey: 's3cr3t' } }, 'request');
    expect(text()).not.toContain('s3cr3t');
  });
});
