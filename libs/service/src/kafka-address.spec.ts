import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaConfig, readConfig } from './config.ts';
import { kafkaAddress } from './kafka-address.ts';

const dir = mkdtempSync(join(tmpdir(), 'ppaas-kafka-'));
const [caFile, passwordFile] = [join(dir, 'ca.crt'), join(dir, 'password')];
const addressOf = (environment: Record<string, string>) => {
  const result = readConfig(kafkaConfig, { KAFKA_BROKERS: 'a:9093,b:9093', ...environment });
  if ('faults' in result) throw new Error(result.faults.join('; '));
  return kafkaAddress(result.config);
};

describe('where Kafka is', () => {
  beforeAll(() => {
    writeFileSync(caFile, 'an authority');
    writeFileSync(passwordFile, 'a password\n');
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('is said without TLS and a name, unless both are asked for', () => {
    expect(addressOf({})).toEqual({ brokers: ['a:9093', 'b:9093'], security: {} });
    expect(addressOf({ KAFKA_TLS: 'true' }).security).toEqual({ tls: {} });
    const sasl = { KAFKA_SASL_USERNAME: 'session', KAFKA_SASL_PASSWORD_FILE: passwordFile };
    expect(
      addressOf({ KAFKA_TLS: 'true', KAFKA_CA_FILE: caFile, KAFKA_SASL_MECHANISM: 'scram-sha-512', ...sasl }).security,
    ).toEqual({
      tls: { ca: 'an authority' },
      sasl: { mechanism: 'scram-sha-512', username: 'session', password: 'a password' },
    });
  });

  it('is refused with half of what it needs', () => {
    expect(() => addressOf({ KAFKA_SASL_USERNAME: 'session' })).toThrow('go together');
    expect(() => addressOf({ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'session' })).toThrow('go together');
    expect(() => addressOf({ KAFKA_CA_FILE: caFile })).toThrow('KAFKA_TLS');
    expect(() => addressOf({ KAFKA_SASL_MECHANISM: 'gssapi' })).toThrow('KAFKA_SASL_MECHANISM');
  });
});
