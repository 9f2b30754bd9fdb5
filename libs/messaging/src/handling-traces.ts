import type { Incoming } from './incoming.ts';
import { continueTrace, endSpan, isRecording, spanTime, withTrace } from './trace.ts';

/**
 * Runs the handling of some messages. Each that came with a trace is a span of it, and says so to its handler as its
 * `traceparent`; one that comes alone is handled inside its trace.
 */
export async function inTraces(
  messages: readonly Incoming[],
  handle: (messages: readonly Incoming[]) => Promise<void>,
): Promise<void> {
  const isOne = messages.length === 1;
  if (!isRecording())
    return isOne ? withTrace(continueTrace(messages[0]?.traceparent), () => handle(messages)) : handle(messages);
  const traces = messages.map(({ traceparent }) =>
    traceparent === undefined ? undefined : continueTrace(traceparent),
  );
  const startMs = spanTime();
  const told = messages.map((message, n) =>
    traces[n] === undefined ? message : { ...message, traceparent: traces[n].traceparent },
  );
  const end = (isError: boolean): void => {
    for (const [n, trace] of traces.entries())
      if (trace !== undefined)
        endSpan(trace, {
          name: `handle ${String(messages[n]?.type)}`,
          kind: 'consumer',
          startMs,
          isError,
          attributes: { 'messaging.system': 'kafka', 'messaging.batch.message_count': messages.length },
        });
  };
  try {
    await (isOne ? withTrace(traces[0] ?? continueTrace(undefined), () => handle(told)) : handle(told));
    end(false);
  } catch (error) {
    end(true);
    throw error;
  }
}
