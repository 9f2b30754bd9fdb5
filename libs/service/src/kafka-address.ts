import { readFileSync } from 'node:fs';
import type { KafkaAddress } from '@ppaas/messaging';
import type { z } from 'zod';
import type { kafkaConfig } from './config.ts';

type KafkaConfig = z.infer<z.ZodObject<typeof kafkaConfig>>;

/**
 * Where the configuration says that Kafka is. Reads the files that it names.
 * @throws Error when one of them is missing, or half of what a client needs to say who it is
 */
export function kafkaAddress(config: Pick<KafkaConfig, 'KAFKA_BROKERS'> & Partial<KafkaConfig>): KafkaAddress {
  const {
    KAFKA_TLS: isSecret = false,
    KAFKA_CA_FILE: caFile,
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: username,
    KAFKA_SASL_PASSWORD_FILE: passwordFile,
  } = config;
  const given = [mechanism, username, passwordFile].filter((one) => one !== undefined).length;
  if (given === 1 || given === 2)
    throw new Error('KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD_FILE go together');
  if (caFile !== undefined && !isSecret) throw new Error('KAFKA_CA_FILE is of no use without KAFKA_TLS=true');
  const ca = caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') };
  return {
    brokers: config.KAFKA_BROKERS,
    security: {
      ...(isSecret && { tls: ca }),
      ...(mechanism !== undefined &&
        username !== undefined &&
        passwordFile !== undefined && {
          sasl: { mechanism, username, password: readFileSync(passwordFile, 'utf8').trim() },
        }),
    },
  };
}
