import { readContainers } from '../compose/containers.ts';
import { docker } from '../compose/engine.ts';
import { say } from '../progress.ts';
import { readSandboxFile } from './sandbox-file.ts';
import { readState } from './state.ts';
import type { SandboxState } from './state.ts';
import { isReady } from './supervisor.ts';

/** Exit code 0 only when all of it is up and ready. */
export async function statusCommand(): Promise<number> {
  const state = readState();
  if (state === undefined) {
    say('The sandbox is not up. Start it with ./ppaas up --detach');
    return 1;
  }
  say(describe(state));
  if (state.isComposed) {
    const containers = readContainers(await docker('containers'));
    for (const { name, how } of containers) say(`  ${name.padEnd(24)} ${how}`);
    return state.phase === 'ready' && containers.every(({ isGood }) => isGood) ? 0 : 1;
  }
  const services = await Promise.all(
    state.services.map(async (service) => ({
      ...service,
      isReady: service.port !== null && service.pid !== null && (await isReady(service.port)),
    })),
  );
  for (const { name, pid, port, restarts, isReady: ready } of services) {
    const how = pid === null ? 'down' : ready ? 'ready' : 'not ready';
    say(
      `  ${name.padEnd(20)} ${how.padEnd(10)} port ${port ?? '-'}  process ${pid ?? '-'}${restarts === 0 ? '' : `  restarts ${restarts}`}`,
    );
    if (port !== null) say(`  ${''.padEnd(20)} ${'metrics'.padEnd(10)} http://127.0.0.1:${port}/metrics`);
  }
  return state.phase === 'ready' && services.every((service) => service.isReady) ? 0 : 1;
}

export function describe(state: SandboxState): string {
  const devices = state.phase === 'ready' ? readSandboxFile().devices : [];
  return [
    `  sandbox              ${state.phase}, since ${state.startedAt}, supervisor ${state.supervisor.pid}`,
    ...(state.retailUrl === null
      ? []
      : [`  public door          ${state.retailUrl}   (all addresses and keys: .ppaas/sandbox.json)`]),
    ...(state.prometheusUrl === null ? [] : [`  prometheus           ${state.prometheusUrl}`]),
    ...devices.map(({ deviceId, simulatorUrl }) => `  terminal (browser)   ${simulatorUrl}   ${deviceId}`),
    ...state.stores.map(({ name, source, address }) => `  ${name.padEnd(20)} ${source.padEnd(10)} ${address}`),
  ].join('\n');
}
