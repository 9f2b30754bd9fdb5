import { ENVIRONMENT } from '../environment.ts';
import { say, step } from '../progress.ts';
import { waitForDevices } from '../sandbox/devices-online.ts';
import { Operator } from '../sandbox/operator.ts';
import { describeSandbox, writeSandboxFile } from '../sandbox/sandbox-file.ts';
import { secretFiles } from '../sandbox/secrets.ts';
import { ensureSeed, ensureTerminals } from '../sandbox/seed.ts';
import { addressesOf } from '../sandbox/service-specs.ts';
import { sharedFolder } from './folder.ts';

/** The simulator shares the network of the connector, because the certificate of the device door is for localhost. */
const SIMULATOR = `http://device-connector:${ENVIRONMENT.ports.simulator}`;

/**
 * `./ppaas seed --folder FOLDER`: organisations, stores, tills and terminals for docker-compose.yml; what a client needs
 * to know of them is in `sandbox.json` of the folder. Runs in the network of the doors.
 */
export async function seedCommand(args: string[]): Promise<number> {
  const folder = sharedFolder(args);
  // As they are published: whoever reads the file is outside.
  const addresses = addressesOf(ENVIRONMENT.ports);
  await step('organisations, stores, tills and terminals', async () => {
    const operator = await Operator.signIn(addresses.retailUrl, secretFiles(folder.secrets, folder.ca).operatorKey);
    const seeded = await ensureSeed(operator, folder.seed);
    const inside = await ensureTerminals(operator, SIMULATOR, seeded.devices);
    const places = new Map(
      [...inside].map(([serial, url]) => [serial, addresses.simulatorUrl + new URL(url).pathname]),
    );
    const file = describeSandbox({ addresses, caFile: 'ca.pem', seeded, places, hasPortal: true });
    await waitForDevices(file);
    writeSandboxFile(file, folder.sandbox);
  });
  say(`The portal is at ${addresses.retailUrl}/; who may sign in is in ${folder.sandbox}`);
  return 0;
}
