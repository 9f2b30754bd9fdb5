import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Apps that are programs, so have an image. What has no main.ts for Node is served (portal) or a test (e2e). */
export const PROGRAMS: readonly string[] = readdirSync(join(ROOT, 'apps'))
  .filter((app) => existsSync(join(ROOT, 'apps', app, 'src/main.ts')))
  .sort();

/** Programs with an environment of their own: they are deployed. */
export const DEPLOYED = PROGRAMS.filter((app) => app !== 'cli');

/** What the platform is made of in production. */
export const SERVICES = DEPLOYED.filter((app) => app !== 'terminal-simulator');

/** What runs in production: the services, and the mutual-TLS door, which is a command of the cli. */
export const DEPLOYMENTS = [...SERVICES, 'door'].sort();
