import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the portal needs: domains, references of stores, Keys that rotate, who used a POS last, and a chained audit trail. */
export class ServePeople1700000230000 implements MigrationInterface {
  readonly name = 'ServePeople1700000230000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENTITIES);
    await runner.query(CHAIN);
    await runner.query(CHAIN_WHAT_IS_THERE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger audit_is_chained on audit;
      drop function chain_audit(), hash_of_audit(audit);
      drop index audit_chain, audit_source;
      alter table audit drop column chain, drop column seq, drop column address, drop column source_id,
        drop column previous_hash, drop column hash;
      alter table point_of_sale drop column credential_version, drop column last_used_at, drop column last_used_address;
      alter table store drop column reference;
      alter table organisation drop column domain, drop column show_keys_once;
    `);
  }
}

const ENTITIES = `
  alter table organisation add column domain text, add column show_keys_once boolean not null default false;
  update organisation set domain = 'org-' || left(replace(tenant_id::text, '-', ''), 12);
  alter table organisation alter column domain set not null;
  create unique index organisation_domain on organisation (domain) where status = 'ACTIVE';
  alter table store add column reference text;
  -- grows with every change of its Keys, which ends no token: those carry the version of the registration
  alter table point_of_sale add column credential_version int not null default 1,
    add column last_used_at timestamptz, add column last_used_address text;
  update point_of_sale set credential_version = version;
  -- null: shown once and not kept
  alter table pos_key alter column sealed drop not null;
`;

/**
 * One chain per organisation (and one for what belongs to none): each row holds the hash of the one before it, so that a
 * row cannot be changed, taken out or put in between without breaking all that follow. The database itself links them:
 * whatever is inserted is chained.
 */
const CHAIN = `
  alter table audit add column chain text, add column seq bigint, add column address text, add column source_id text,
    add column previous_hash text, add column hash text;
  -- an event that comes twice is one act
  create unique index audit_source on audit (source_id);
  create function hash_of_audit(entry audit) returns text language sql immutable as $$
    select encode(sha256(convert_to(string_agg(octet_length(part) || ':' || part, ',' order by place), 'utf8')), 'hex')
      from unnest(array[
        entry.previous_hash, entry.chain, entry.seq::text,
        to_char(entry.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        entry.actor, entry.action, entry.object, coalesce(entry.address, ''), entry.detail::text
      ]) with ordinality as parts (part, place)
  $$;
  create function chain_audit() returns trigger language plpgsql as $$
    declare last audit;
    begin
      new.chain := coalesce(new.tenant_id::text, 'platform');
      perform pg_advisory_xact_lock(hashtextextended('audit:' || new.chain, 0));
      select * into last from audit where chain = new.chain order by seq desc limit 1;
      new.seq := coalesce(last.seq, 0) + 1;
      new.previous_hash := coalesce(last.hash, '');
      new.hash := hash_of_audit(new);
      return new;
    end $$;
`;

const CHAIN_WHAT_IS_THERE = `
  alter table audit disable trigger audit_only_grows;
  do $$
    declare entry audit; last_hash text; last_chain text; last_seq bigint;
    begin
      for entry in select * from audit order by tenant_id nulls first, id loop
        entry.chain := coalesce(entry.tenant_id::text, 'platform');
        if entry.chain is distinct from last_chain then last_seq := 0; last_hash := ''; end if;
        entry.seq := last_seq + 1;
        entry.previous_hash := last_hash;
        entry.hash := hash_of_audit(entry);
        update audit set chain = entry.chain, seq = entry.seq, previous_hash = entry.previous_hash, hash = entry.hash
          where id = entry.id;
        last_chain := entry.chain; last_seq := entry.seq; last_hash := entry.hash;
      end loop;
    end $$;
  alter table audit enable trigger audit_only_grows;
  alter table audit alter column chain set not null, alter column seq set not null,
    alter column previous_hash set not null, alter column hash set not null;
  create unique index audit_chain on audit (chain, seq);
  create trigger audit_is_chained before insert on audit for each row execute function chain_audit();
`;
