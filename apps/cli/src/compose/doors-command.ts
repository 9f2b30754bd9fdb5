import { ENVIRONMENT } from '../environment.ts';
import { atExit } from '../processes/at-exit.ts';
import { say } from '../progress.ts';
import { closeServer, listenOn, mutualTlsDoor, publicDoor } from '../door/proxy.ts';
import { secretFiles } from '../sandbox/secrets.ts';
import { sharedFolder } from './folder.ts';

/** Every service has a container of its name, and listens on the port of the image. */
const SERVICE_PORT = 8080;

/** `./ppaas doors --folder FOLDER`: the two doors of docker-compose.yml, until it is told to stop. */
export async function doorsCommand(args: string[]): Promise<number> {
  const folder = sharedFolder(args);
  const { host, ports } = ENVIRONMENT;
  const placeOf = (service: string) => ({ host: service, port: SERVICE_PORT });
  const doors = [
    [publicDoor(placeOf), ports.public],
    [mutualTlsDoor(placeOf, secretFiles(folder.secrets, folder.ca)), ports.retailTls],
  ] as const;
  for (const [door, port] of doors) {
    await listenOn(door, port, host);
    atExit(() => closeServer(door));
  }
  say('the doors are open');
  await new Promise<never>(() => setInterval(() => undefined, 2 ** 30));
  return 0;
}
