import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { ManagedProcess, waitUntilReady } from '../processes/managed-process.ts';
import { freePort } from '../processes/ports.ts';
import { makeDir } from '../workspace.ts';
import { nativeStore } from './native-store.ts';
import { redisProgram } from './redis-program.ts';
import type { Store, StoreOptions } from './store.ts';

/** redis-server without any file: what Redis holds can be rebuilt, and a restart forgets it on purpose. */
export async function startNativeRedis(options: StoreOptions): Promise<Store> {
  const program = await redisProgram();
  const port = await freePort(...(options.preferredPort === undefined ? [] : [options.preferredPort]));
  const password = randomBytes(18).toString('base64url');
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  makeDir(options.dir);
  return nativeStore({
    name: 'redis',
    url: `redis://:${password}@127.0.0.1:${port}`,
    stopSignal: 'SIGTERM',
    async launch() {
      const server = await ManagedProcess.start(
        {
          name: 'redis',
          command: program.path,
          args: [...args, '--requirepass', password, '--dir', options.dir],
          env: childEnvironment(program.env),
          logFile: join(options.logDir, 'redis.log'),
        },
        options.ledger,
      );
      await waitUntilReady(server, () => answersPing(port, password));
      return server;
    },
  });
}

function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let answer = '';
    const finish = (isReady: boolean): void => {
      socket.destroy();
      resolve(isReady);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
      if (answer.includes('+PONG')) finish(true);
      else if (answer.includes('-ERR') || answer.includes('-LOADING')) finish(false);
    });
  });
}
