/** What a fault test may do to the throw-away stores; `crash` leaves a store no time to tidy up. */
export type StoreFault =
  | '/kafka/stop'
  | '/kafka/start'
  | '/postgres/restart'
  | '/postgres/restart?how=crash'
  | '/redis/flush'
  | '/redis/stop'
  | '/redis/start';

/** @throws Error when the suite's stores cannot be steered, as where their URLs were given from outside */
export async function storesDo(fault: StoreFault): Promise<void> {
  const control = process.env.TEST_STORES_CONTROL;
  if (control === undefined) throw new Error('TEST_STORES_CONTROL is not set: run these tests with ./ppaas test');
  const answer = await fetch(`${control}${fault}`, { method: 'POST' });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${fault}: ${answer.status} ${text}`);
}
