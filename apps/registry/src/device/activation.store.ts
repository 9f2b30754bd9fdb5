import { Inject, Injectable } from '@nestjs/common';
import type { Activation } from '@ppaas/contracts';
import { Database } from '@ppaas/service';
import type { PoolClient } from 'pg';
import { ACTIVATION_LIFE_MS, MAX_FAILED_USES, newActivationCode } from '../enrolment/activation-code.ts';
import type { RegistrySecrets } from '../registry.config.ts';
import { REGISTRY_SECRETS } from '../registry.symbols.ts';
import { hmacOf } from '../secrets/application-key.ts';

export type Role = 'ACTIVE' | 'STANDBY';
export interface OpenCode {
  readonly codeHmac: string;
  readonly deviceId: string;
  readonly role: Role;
  /** Of the hardware that the code is for; null = any. */
  readonly serialNumber: string | null;
}

const IS_OPEN = 'used_at is null and voided_at is null and expires_at > now()';

/** Activation codes, kept as HMACs only. */
@Injectable()
export class ActivationStore {
  constructor(
    private readonly database: Database,
    @Inject(REGISTRY_SECRETS) private readonly secrets: RegistrySecrets,
  ) {}

  /**
   * A new code; an unused one for the same role is void from now on.
   * @param serialNumber of the only hardware that may use it
   */
  async issue(
    client: PoolClient,
    deviceId: string,
    role: Role,
    now: Date,
    serialNumber: string | null = null,
  ): Promise<Activation> {
    await client.query(
      `update activation_code set voided_at = now() where device_id = $1 and role = $2 and ${IS_OPEN}`,
      [deviceId, role],
    );
    const activationCode = newActivationCode();
    const expiresAt = new Date(now.getTime() + ACTIVATION_LIFE_MS);
    await client.query(
      'insert into activation_code (code_hmac, device_id, role, expires_at, serial_number) values ($1, $2, $3, $4, $5)',
      [hmacOf(activationCode, this.secrets.pepper.key), deviceId, role, expiresAt, serialNumber],
    );
    return { deviceId, activationCode, activationExpiresAt: expiresAt.toISOString() };
  }

  async find(code: string): Promise<OpenCode | undefined> {
    const hmacs = this.secrets.peppers.map((pepper) => hmacOf(code, pepper));
    const [row] = await this.database.query<{ [K in keyof OpenCode]: OpenCode[K] }>(
      `select code_hmac as "codeHmac", device_id as "deviceId", role, serial_number as "serialNumber"
         from activation_code where code_hmac = any($1::text[]) and ${IS_OPEN}`,
      [hmacs],
    );
    return row;
  }

  /** Uses the code up. False when another caller did, or it is over: of any number of callers one gets true. */
  async use(client: PoolClient, codeHmac: string): Promise<boolean> {
    const { rowCount } = await client.query(
      `update activation_code set used_at = now() where code_hmac = $1 and ${IS_OPEN}`,
      [codeHmac],
    );
    return rowCount === 1;
  }

  /** Counts a use that failed for the request that came with it; the fifth voids the code. */
  async countFailure(codeHmac: string): Promise<void> {
    await this.database.query(
      `update activation_code set failed_uses = failed_uses + 1,
              voided_at = case when failed_uses + 1 >= $2 then now() end
        where code_hmac = $1 and ${IS_OPEN}`,
      [codeHmac, MAX_FAILED_USES],
    );
  }

  async voidAll(client: PoolClient, deviceId: string): Promise<void> {
    await client.query(`update activation_code set voided_at = now() where device_id = $1 and ${IS_OPEN}`, [deviceId]);
  }
}
