import { say, step } from '../progress.ts';
import { waitForDevices } from '../sandbox/devices-online.ts';
import { Operator } from '../sandbox/operator.ts';
import { describeSandbox, writeSandboxFile } from '../sandbox/sandbox-file.ts';
import { ensureSecrets } from '../sandbox/secrets.ts';
import { ensureSeed, ensureTerminals } from '../sandbox/seed.ts';
import { addressesOf } from '../sandbox/service-specs.ts';
import { sharedFolder } from './folder.ts';

/** As docker-compose.yml publishes them: whoever reads the file is outside. */
const PORTS = { public: 8080, retailTls: 8443, device: 8444, simulator: 8090 };
/** The simulator shares the network of the connector, because the certificate of the device door is for localhost. */
const SIMULATOR = 'http://device-connector:8090';

/**
 * `./ppaas seed --folder FOLDER`: organisations, stores, tills and terminals for docker-compose.yml; what a client needs
 * to know of them is in `sandbox.json` of the folder. Runs in the network of the doors.
 */
export async function seedCommand(args: string[]): Promise<number> {
  const folder = sharedFolder(args);
  const secrets = await ensureSecrets(folder.secrets, folder.ca, new Date());
  const none = { auth: 0, registry: 0, session: 0, transaction: 0, 'device-connector': 0 };
  const addresses = addressesOf({ ...PORTS, ...none });
  await step('organisations, stores, tills and terminals', async () => {
    const operator = await Operator.signIn(addresses.retailUrl, secrets.operatorKey);
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
