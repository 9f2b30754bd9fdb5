import { describe, expect, it } from '@jest/globals';
import { SILENT_LOG } from '@ppaas/messaging';
import { STOP_ORDER, Shutdown } from './shutdown.ts';

describe('the stop of a process', () => {
  it('goes in order, whoever registered first', async () => {
    const shutdown = new Shutdown(SILENT_LOG);
    const stopped: string[] = [];
    for (const name of ['database', 'http', 'producers', 'consumers'] as const) {
      shutdown.register(STOP_ORDER[name], name, async () => {
        await Promise.resolve();
        stopped.push(name);
      });
    }
    await Promise.all([shutdown.run(), shutdown.onModuleDestroy()]);
    expect(stopped).toEqual(['http', 'consumers', 'producers', 'database']);
  });

  it('goes on past a part that fails', async () => {
    const shutdown = new Shutdown(SILENT_LOG);
    let isClosed = false;
    shutdown.register(1, 'broken', () => Promise.reject(new Error('no')));
    shutdown.register(2, 'database', () => {
      isClosed = true;
      return Promise.resolve();
    });
    await shutdown.run();
    expect(isClosed).toBe(true);
  });

  it('is announced before it begins', () => {
    const shutdown = new Shutdown(SILENT_LOG);
    expect(shutdown.isStopping).toBe(false);
    shutdown.announce();
    expect(shutdown.isStopping).toBe(true);
  });
});
