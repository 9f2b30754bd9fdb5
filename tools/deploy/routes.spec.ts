import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { CLIENT_CERTIFICATE_HEADER, DOOR_TOKEN_HEADER } from '../../libs/contracts/src/door.ts';
import { INTERNAL_PATHS, ROUTES, routeTo } from '../../libs/contracts/src/routes.ts';
import { ROOT } from './programs.ts';

interface Match {
  readonly path: { readonly type: 'Exact' | 'PathPrefix'; readonly value: string };
  readonly method?: string;
}
interface Filter {
  readonly type: 'URLRewrite' | 'RequestHeaderModifier';
  readonly requestHeaderModifier?: { readonly remove: readonly string[] };
}
interface HttpRoute {
  readonly kind: string;
  readonly spec: {
    readonly rules: readonly {
      readonly matches: readonly Match[];
      readonly filters: readonly Filter[];
      readonly backendRefs: readonly { readonly name: string }[];
    }[];
  };
}

const text = readFileSync(join(ROOT, 'k8s/base/routes/generated/routes.yaml'), 'utf8');
const documents = parseAllDocuments(text).map((document) => document.toJS() as HttpRoute);
const rules = documents.filter(({ kind }) => kind === 'HTTPRoute').flatMap(({ spec }) => spec.rules);
const isRewritten = (filters: readonly Filter[]): boolean => filters.some(({ type }) => type === 'URLRewrite');

/** As the Gateway API decides: an exact path, else the longest prefix, then one with a method. */
function atGateway(method: string, path: string): { service: string; isHidden: boolean } | undefined {
  const found = rules
    .flatMap(({ matches, backendRefs, filters }) =>
      matches.map((match) => ({ match, backendRefs, isHidden: isRewritten(filters) })),
    )
    .filter(({ match }) => match.method === undefined || match.method === method)
    .filter(
      ({
        match: {
          path: { type, value },
        },
      }) => (type === 'Exact' ? path === value : value === '/' || path === value || path.startsWith(`${value}/`)),
    );
  const weight = ({ path: { type, value }, method: only }: Match): number =>
    (type === 'Exact' ? 10_000 : value.length * 10) + (only === undefined ? 0 : 1);
  const [best] = found.sort((a, b) => weight(b.match) - weight(a.match));
  return best && { service: best.backendRefs[0]?.name ?? '', isHidden: best.isHidden };
}

describe('the routes of the gateway', () => {
  const paths = [...new Set(ROUTES.map(({ path }) => path.replace('/**', '/some/where')))];
  const calls = ['GET', 'POST', 'PUT', 'DELETE'].flatMap((method) =>
    [...paths, '/', '/device/v1/other'].map((path) => ({ method, path })),
  );

  it('lead where the table of the code leads', () => {
    const expected = calls.map((call) => ({ ...call, service: routeTo(call.method, call.path, 'public') }));
    expect(calls.map((call) => ({ ...call, service: atGateway(call.method, call.path)?.service }))).toEqual(expected);
    expect(new Set(expected.map(({ service }) => service)).size).toBeGreaterThan(4);
  });

  it('let nobody say who called at the mutual-TLS door', () => {
    const shown = rules.filter(({ filters }) => !isRewritten(filters));
    expect(shown.length).toBeGreaterThan(4);
    for (const { filters } of shown)
      expect(filters[0]?.requestHeaderModifier?.remove).toEqual([CLIENT_CERTIFICATE_HEADER, DOOR_TOKEN_HEADER]);
  });

  it.each(INTERNAL_PATHS)('let nobody see %s', (path) => {
    expect(atGateway('GET', path)).toEqual({ service: 'registry', isHidden: true });
    for (const door of ['public', 'mutualTls'] as const) expect(routeTo('GET', path, door)).toBeUndefined();
  });
});
