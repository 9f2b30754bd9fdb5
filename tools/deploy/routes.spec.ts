import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { INTERNAL_PATHS, ROUTES, routeTo } from '../../libs/contracts/src/routes.ts';
import type { Door } from '../../libs/contracts/src/routes.ts';
import { ROOT } from './programs.ts';

interface Match {
  readonly path: { readonly type: 'Exact' | 'PathPrefix'; readonly value: string };
  readonly method?: string;
}
interface HttpRoute {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly rules: readonly {
      readonly matches: readonly Match[];
      readonly filters?: readonly object[];
      readonly backendRefs: readonly { readonly name: string }[];
    }[];
  };
}

const text = readFileSync(join(ROOT, 'k8s/base/routes/generated/routes.yaml'), 'utf8');
const documents = parseAllDocuments(text).map((document) => document.toJS() as HttpRoute);
const NAMES: Readonly<Record<Door, string>> = { public: 'retail', mutualTls: 'retail-mutual-tls' };

/** As the Gateway API decides: an exact path, else the longest prefix, then one with a method. */
function atGateway(method: string, path: string, door: Door): { service: string; isHidden: boolean } | undefined {
  const rules = documents.find(({ metadata }) => metadata.name === NAMES[door])?.spec.rules ?? [];
  const found = rules
    .flatMap(({ matches, backendRefs, filters }) =>
      matches.map((match) => ({ match, backendRefs, isHidden: filters !== undefined })),
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
  const calls = (['public', 'mutualTls'] as const).flatMap((door) =>
    ['GET', 'POST', 'PUT', 'DELETE'].flatMap((method) =>
      [...paths, '/', '/device/v1/other'].map((path) => ({ door, method, path })),
    ),
  );

  it('lead where the table of the code leads, at both doors', () => {
    const expected = calls.map((call) => {
      const service = routeTo(call.method, call.path, call.door);
      // A socket of hours has its own way in, without HTTP routes.
      return { ...call, service: service === 'device-connector' ? undefined : service };
    });
    expect(calls.map((call) => ({ ...call, service: atGateway(call.method, call.path, call.door)?.service }))).toEqual(
      expected,
    );
    expect(new Set(expected.map(({ service }) => service)).size).toBeGreaterThan(4);
  });

  it.each(INTERNAL_PATHS)('let nobody see %s', (path) => {
    expect(atGateway('GET', path, 'public')).toEqual({ service: 'registry', isHidden: true });
    expect(atGateway('GET', path, 'mutualTls')).toBeUndefined();
    for (const door of ['public', 'mutualTls'] as const) expect(routeTo('GET', path, door)).toBeUndefined();
  });
});
