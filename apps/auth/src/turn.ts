let end: Promise<void> | undefined;

/**
 * Resolves when the event loop has read what has arrived. Requests that wait for it go on side by side: all are worked on
 * before the first is answered. Without it each one's answer wakes the network and its caller in the middle of
 * the work for the next, which costs more than the signature.
 *
 * They share one promise: with an immediate each, Node would run every request through to its answer before the next.
 */
export function endOfTurn(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = undefined;
      resolve();
    });
  });
  return end;
}
