import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../cli-error.ts';
import { PosClient } from '../pos-client.ts';
import type { SandboxFile, SandboxPos } from './sandbox-file.ts';

const TIMEOUT_MS = 20_000;
const EVERY_MS = 150;

/** The part of a `SandboxFile` that is waited for. */
interface Expected {
  readonly retailUrl: SandboxFile['retailUrl'];
  readonly pointsOfSale: readonly SandboxPos[];
  readonly devices: readonly Pick<SandboxFile['devices'][number], 'deviceId' | 'storeId'>[];
}

/**
 * Waits until each store's tills get tokens and see all their devices online: registrations travel from the registry to
 * the other services by events, and a terminal connects in its own time.
 * @throws CliError naming what is missing
 */
export async function waitForDevices(file: Expected): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  await Promise.all(
    file.pointsOfSale.map(async (pos) => {
      const client = new PosClient(file.retailUrl, pos);
      const expected = file.devices.filter(({ storeId }) => storeId === pos.storeId).map(({ deviceId }) => deviceId);
      for (
        let missing = await whatIsMissing(client, expected);
        missing !== '';
        missing = await whatIsMissing(client, expected)
      ) {
        if (performance.now() > deadline) {
          throw new CliError(`${pos.name} cannot work after ${TIMEOUT_MS / 1000} s: ${missing}`, './ppaas logs');
        }
        await delay(EVERY_MS);
      }
    }),
  );
}

/** Empty when all is there. */
async function whatIsMissing(client: PosClient, expected: readonly string[]): Promise<string> {
  try {
    const { devices } = await client.list();
    const offline = expected.filter(
      (deviceId) => !devices.some((device) => device.deviceId === deviceId && device.presence === 'ONLINE'),
    );
    return offline.length === 0 ? '' : `not online: ${offline.join(', ')}`;
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}
