import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseRolesOf } from '@ppaas/contracts';
import type { ServiceName } from '@ppaas/contracts';
import type { DatabaseLogins } from '../sandbox/databases.ts';
import { readSecret, writeSecret } from '../sandbox/secrets.ts';
import { databaseOf, databaseUrl } from '../sandbox/service-specs.ts';
import type { DatabaseLogin } from '../sandbox/service-specs.ts';

/**
 * How a service and its migrations sign in, in files that Node reads (`--env-file`): `<service>.env` and `<service>-owner.env`.
 * Their passwords are made with them, once.
 * @param dir of secrets; it must be there
 */
export function ensureDatabaseFiles(dir: string, postgresUrl: string, service: ServiceName): DatabaseLogins {
  const roles = databaseRolesOf(service);
  const login = (file: string, key: string, name: string): DatabaseLogin => {
    const path = join(dir, file);
    if (!existsSync(path)) {
      const url = new URL(databaseUrl(postgresUrl, databaseOf(service)));
      Object.assign(url, { username: name, password: randomBytes(24).toString('base64url') });
      writeSecret(path, `${key}=${url.href}\n`);
    }
    return { name, password: new URL(readSecret(path).slice(`${key}=`.length)).password };
  };
  return {
    service: login(`${service}.env`, 'DATABASE_URL', roles.service),
    owner: login(`${service}-owner.env`, 'DATABASE_OWNER_URL', roles.owner),
  };
}
