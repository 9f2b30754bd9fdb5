import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * POS software may run on devices that were registered before it could: their event was read when it meant no till yet, and
 * is not read again. The id is that of `posIdOfDevice`. A till that has the device's id as its saleId keeps it to itself.
 */
export class TillsOnDevices1700000003300 implements MigrationInterface {
  readonly name = 'TillsOnDevices1700000003300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into pos (pos_id, tenant_id, merchant_id, store_id, name, sale_id, status, version)
      select encode(set_byte(set_byte(h.id, 6, (get_byte(h.id, 6) & 15) | 128), 8, (get_byte(h.id, 8) & 63) | 128), 'hex')::uuid,
             d.tenant_id, s.merchant_id, d.store_id, d.name, d.device_id,
             case d.status when 'ACTIVE' then 'ACTIVE' else 'DEREGISTERED' end, d.version
        from device d
        join store s using (store_id)
        cross join lateral (select substr(sha256(convert_to('till on device ' || d.device_id, 'utf8')), 1, 16) as id) h
       where not exists (
         select 1 from pos p where p.store_id = d.store_id and p.sale_id = d.device_id and p.status = 'ACTIVE')
      on conflict (pos_id) do nothing
    `);
  }

  down(): Promise<void> {
    // Rows like those that events make: nothing to take back.
    return Promise.resolve();
  }
}
