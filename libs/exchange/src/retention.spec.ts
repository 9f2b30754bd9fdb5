import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@ppaas/contracts';
import { DEAD_LETTER_RETENTION_MS } from '@ppaas/messaging';
import { readConfig } from '@ppaas/service';
import { RETENTION_DAYS_MIN, retentionConfig } from './retention.config.ts';

const DAY_MS = 24 * 60 * 60_000;
/** What Kafka deletes at once, by its default. */
const SEGMENT_DAYS = 7;

describe('the retention', () => {
  it('is thirteen months and more where nothing is said', () => {
    expect(readConfig(retentionConfig, {})).toEqual({ config: { RETENTION_DAYS: 400 } });
    expect(readConfig(retentionConfig, { RETENTION_DAYS: '731' })).toEqual({ config: { RETENTION_DAYS: 731 } });
  });

  it.each(['59', '0', '-1', '100.5', 'for ever', '36501'])('is refused as %s', (RETENTION_DAYS) => {
    expect(readConfig(retentionConfig, { RETENTION_DAYS })).toMatchObject({
      faults: [expect.stringMatching(/^RETENTION_DAYS: ./)],
    });
  });

  it('says why it must not be shorter', () => {
    const { faults } = readConfig(retentionConfig, { RETENTION_DAYS: '59' }) as { readonly faults: readonly string[] };
    expect(faults).toEqual(['RETENTION_DAYS: must be 60 days or more: records of exchanges may come again until then']);
  });

  it('is longer than anything of an exchange may come again', () => {
    const topics = Math.max(...Object.values(TOPICS).map(({ retentionMs }) => retentionMs)) / DAY_MS;
    const deadLetters = DEAD_LETTER_RETENTION_MS / DAY_MS;
    expect(RETENTION_DAYS_MIN).toBeGreaterThan(topics + SEGMENT_DAYS + deadLetters + SEGMENT_DAYS);
  });
});
