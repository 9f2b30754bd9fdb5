import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { baseConfig, readConfig } from './config.ts';

const complete = {
  PORT: '4001',
  INSTANCE: 'session-0',
  DATABASE_URL: 'postgres://u:secret@h/db',
  KAFKA_BROKERS: 'a:9092, b:9092',
  REDIS_URL: 'redis://h',
  ISSUER: 'https://pay.example',
  JWKS_URL: 'https://pay.example/.well-known/jwks.json',
};

describe('the configuration', () => {
  it('has defaults for what is the same nearly everywhere', () => {
    expect(readConfig(baseConfig, complete)).toMatchObject({
      config: {
        HOST: '127.0.0.1',
        PORT: 4001,
        CELL: 'shared',
        TIME_SCALE: 1,
        MIGRATE: true,
        LOG_LEVEL: 'info',
        KAFKA_BROKERS: ['a:9092', 'b:9092'],
      },
    });
  });

  it('names every fault at once and never a value', () => {
    const result = readConfig(
      { ...baseConfig, KEK_FILE: z.string() },
      { ...complete, PORT: '70000', REDIS_URL: '', MIGRATE: 'perhaps', DATABASE_URL: 'mysql://u:secret@h' },
    );
    const faults = 'faults' in result ? result.faults : [];
    expect(faults.map((fault) => fault.split(/[ :]/)[0]).sort()).toEqual([
      'DATABASE_URL',
      'KEK_FILE',
      'MIGRATE',
      'PORT',
      'REDIS_URL',
    ]);
    expect(faults).toContain('REDIS_URL is missing');
    expect(faults.join()).not.toContain('secret');
  });

  it('takes an empty value for a missing one', () => {
    expect(readConfig(baseConfig, { ...complete, CELL: '' })).toMatchObject({ config: { CELL: 'shared' } });
  });

  it.each(['Session 0', '', 'a/b', '../x'])('refuses %j as an instance: it becomes part of topic names', (INSTANCE) => {
    expect(readConfig(baseConfig, { ...complete, INSTANCE })).toHaveProperty('faults');
  });
});
