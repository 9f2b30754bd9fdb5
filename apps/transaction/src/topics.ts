import { createTopics, dropTopics } from '@ppaas/messaging';
import { baseConfig, createLogger, kafkaAddress, kafkaConfig, loadConfig } from '@ppaas/service';

// The one-shot command of a cell: makes the topics that are missing; `drop` removes those of a cell that is no more.
const { CELL, LOG_LEVEL, ...kafka } = loadConfig({
  ...kafkaConfig,
  CELL: baseConfig.CELL,
  LOG_LEVEL: baseConfig.LOG_LEVEL,
});
const log = createLogger({ service: 'transaction', instance: 'transaction-topics', level: LOG_LEVEL });

const isDrop = process.argv[2] === 'drop';
try {
  const request = { ...kafkaAddress(kafka), cell: CELL, log };
  const topics = await (isDrop ? dropTopics(request) : createTopics(request));
  log.info({ topics }, isDrop ? 'topics were removed' : 'topics were made');
} catch (error) {
  log.fatal({ err: error }, 'the topics are not as they should be');
  process.exit(1);
}
process.exit(0);
