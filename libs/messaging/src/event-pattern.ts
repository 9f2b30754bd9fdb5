import { TOPICS } from '@ppaas/contracts';
import type { TopicKey } from '@ppaas/contracts';
import { z } from 'zod';

export interface EventPatternOptions {
  /**
   * `service` (default): the instances of the service share the partitions. `process`: this process start reads all
   * of them from the beginning, whoever else does.
   */
  readonly group?: 'service' | 'process';
  /** The mailbox to read; default: that of this instance. `deviceCommands` only. */
  readonly instance?: string;
  /** Take only these types, and leave the rest unread. */
  readonly only?: readonly string[];
  /** Nobody waits for these: the broker may gather them so long. Saves a round of everything for each of them. */
  readonly lingerMs?: number;
}

const pattern = z.strictObject({
  topic: z.enum(Object.keys(TOPICS) as [TopicKey, ...TopicKey[]]),
  group: z.enum(['service', 'process']),
  instance: z.string().optional(),
  only: z
    .string()
    .transform((types): readonly string[] => types.split(','))
    .optional(),
  lingerMs: z.int().positive().optional(),
});
export type ParsedPattern = z.infer<typeof pattern>;

/** The argument for `@EventPattern` on a method that takes an `IncomingBatch` of the topic. */
export function eventPattern(topic: TopicKey, options: EventPatternOptions = {}): unknown {
  return {
    topic,
    group: options.group ?? 'service',
    ...(options.instance ? { instance: options.instance } : {}),
    // Nest makes a route of a pattern and knows strings only.
    ...(options.only ? { only: options.only.join(',') } : {}),
    ...(options.lingerMs ? { lingerMs: options.lingerMs } : {}),
  };
}

/** Reads back what Nest made of `eventPattern`'s value. @throws Error for any other pattern. */
export function parsePattern(text: string): ParsedPattern {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${text} is not a pattern made with eventPattern()`, { cause: error });
  }
  return pattern.parse(value);
}
