import { atExit } from '../processes/at-exit.ts';
import { say } from '../progress.ts';
import { closeServer, listenOn, mutualTlsDoor, publicDoor } from '../sandbox/proxy.ts';
import { ensureSecrets } from '../sandbox/secrets.ts';
import { sharedFolder } from './folder.ts';

/** Every service has a container of its name, and listens on the port of the image. */
const SERVICE_PORT = 8080;
const DOORS = { public: 8080, mutualTls: 8443 } as const;

/** `./ppaas doors --folder FOLDER`: the two doors of docker-compose.yml, until it is told to stop. */
export async function doorsCommand(args: string[]): Promise<number> {
  const folder = sharedFolder(args);
  const secrets = await ensureSecrets(folder.secrets, folder.ca, new Date());
  const placeOf = (service: string) => ({ host: service, port: SERVICE_PORT });
  const doors = [
    [publicDoor(placeOf), DOORS.public],
    [mutualTlsDoor(placeOf, secrets), DOORS.mutualTls],
  ] as const;
  for (const [door, port] of doors) {
    await listenOn(door, port, '0.0.0.0');
    atExit(() => closeServer(door));
  }
  say('the doors are open');
  await new Promise<never>(() => setInterval(() => undefined, 2 ** 30));
  return 0;
}
