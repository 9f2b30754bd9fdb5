// Pods start only when each secret that they name is there with its keys: the trial makes all of them, and the how-to names them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { environmentOf, workloadsIn } from './pods.ts';
import { ROOT, SERVICES } from './programs.ts';
import { KUBECTL, render } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;

interface Source {
  readonly secretName?: string;
  readonly name?: string;
  readonly items?: readonly { readonly key: string }[];
}
interface Volume {
  readonly secret?: Source;
  readonly projected?: { readonly sources: readonly { readonly secret: Source }[] };
}

/** `secret/key` of all that the pods of an overlay read. */
function keysOf(overlay: string): string[] {
  const manifests = render(overlay);
  const keys = workloadsIn(manifests).flatMap(({ spec }) => {
    const [container] = spec.containers;
    const named = (container.env ?? []).flatMap(({ valueFrom }) => {
      const from = (valueFrom as { secretKeyRef?: { name: string; key: string } } | undefined)?.secretKeyRef;
      return from ? [`${from.name}/${from.key}`] : [];
    });
    const files = Object.values(environmentOf(container, manifests)).flatMap((value) =>
      value.startsWith('/etc/ppaas/') ? [value.slice('/etc/ppaas/'.length)] : [],
    );
    const sources = ((spec['volumes'] ?? []) as Volume[]).flatMap(({ secret, projected }) =>
      secret ? [secret] : (projected?.sources ?? []).map((one) => one.secret),
    );
    const chosen = sources.flatMap(({ items = [] }) => items.map(({ key }) => key));
    const mounted = sources.flatMap(({ secretName, name, items }) =>
      (items?.map(({ key }) => key) ?? files.filter((file) => !chosen.includes(file))).map(
        (key) => `${secretName ?? name}/${key}`,
      ),
    );
    return [...named, ...mounted];
  });
  return [...new Set(keys)].sort();
}

describe('the secrets', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ppaas-secrets-'));
    mkdirSync(join(folder, 'secrets'));
    const names = ['signing-keys.json', 'pepper.json', 'operator-key', 'kek.json', 'issuing-ca.pem', 'issuing-ca.key'];
    for (const name of [...names, 'chain.pem', 'server.pem', 'server.key', 'door-token'])
      writeFileSync(join(folder, 'secrets', name), `the ${name}`);
    for (const service of SERVICES) {
      const url = `postgres://role:word@127.0.0.1:15432/${service}`;
      writeFileSync(join(folder, 'secrets', `${service}.env`), `DATABASE_URL=${url}\n`);
      writeFileSync(join(folder, 'secrets', `${service}-owner.env`), `DATABASE_OWNER_URL=${url}\n`);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  rendered('of a trial are those that its pods read', () => {
    const script = join(ROOT, 'k8s/overlays/local/secrets.sh');
    const PATH = [dirname(KUBECTL ?? ''), '/usr/local/bin', '/usr/bin', '/bin'].join(':');
    const text = execFileSync(script, [folder], { encoding: 'utf8', env: { PATH } });
    const made = parseAllDocuments(text)
      .map((one) => one.toJS() as { metadata: { name: string }; data: Record<string, string> } | null)
      .filter((one) => one !== null);
    const keys = made.flatMap(({ metadata, data }) => Object.keys(data).map((key) => `${metadata.name}/${key}`));
    expect(keys.sort()).toEqual(keysOf('overlays/local'));
    const database = made.find(({ metadata }) => metadata.name === 'session-database');
    const urls = Object.values(database?.data ?? {}).map((value) => Buffer.from(value, 'base64').toString());
    const inside = 'postgres://role:word@postgres.ppaas-stores:5432/session';
    expect(urls).toEqual([inside, inside]);
  });

  rendered('of production are named where it is said how to deploy', () => {
    const text = readFileSync(join(ROOT, 'docs/how-to/deploy.md'), 'utf8');
    const rows = text.split('\n').filter((line) => /^\s*\| `/.test(line));
    const said = rows.flatMap((row) => {
      const [, names = '', keys = ''] = row.split('|');
      const quoted = (part: string): string[] => [...part.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name);
      return quoted(names).flatMap((name) => quoted(keys).map((key) => `${name}/${key}`));
    });
    expect(said).toEqual(expect.arrayContaining(keysOf('overlays/production')));
  });
});
