import type { TopicKey } from '@ppaas/contracts';

/** The consumer group in which the instances of a service share the partitions of a topic. Autoscalers go by its name, too. */
export const consumerGroup = (topic: TopicKey, scope: { readonly cell: string; readonly service: string }): string =>
  `${scope.cell}.${scope.service}.${topic}`;
