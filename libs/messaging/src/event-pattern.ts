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
  /** Take only these, and leave the rest unread. A record is taken by its type or by its subject. */
  readonly only?: RecordFilter;
}

/** What a consumer is interested in, by the headers alone. */
export interface RecordFilter {
  readonly types: readonly string[];
  /** Beginning of the subject: the owner's letter of an exchange. A record about no exchange is taken as well. */
  readonly subjectPrefix?: string;
}

const pattern = z.strictObject({
  topic: z.enum(Object.keys(TOPICS) as [TopicKey, ...TopicKey[]]),
  group: z.enum(['service', 'process']),
  instance: z.string().optional(),
  only: z
    .string()
    .transform((said): RecordFilter => {
      const [types = '', subjectPrefix = ''] = said.split('#');
      return { types: types.split(','), ...(subjectPrefix === '' ? {} : { subjectPrefix }) };
    })
    .optional(),
});
export type ParsedPattern = z.infer<typeof pattern>;

/** Nest makes a route of a pattern and knows strings only: `TypeA,TypeB#prefix`. */
const said = ({ types, subjectPrefix = '' }: RecordFilter): string => `${types.join(',')}#${subjectPrefix}`;

/** The argument for `@EventPattern` on a method that takes an `IncomingBatch` of the topic. */
export function eventPattern(topic: TopicKey, options: EventPatternOptions = {}): unknown {
  return {
    topic,
    group: options.group ?? 'service',
    ...(options.instance ? { instance: options.instance } : {}),
    ...(options.only ? { only: said(options.only) } : {}),
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
