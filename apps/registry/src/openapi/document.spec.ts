import { describe, expect, it } from '@jest/globals';
import { ERRORS, ROUTES, routeTo } from '@ppaas/contracts';
import { readMessage } from '@ppaas/nexo';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { OPERATIONS, openApiDocument } from './document.ts';
import { curl, referencePage } from './page.ts';
import { UNKEYED } from './unkeyed.ts';

type Documented = Record<string, Record<string, { readonly parameters: readonly { readonly name: string }[] }>>;

type Described = Record<string, Record<string, { readonly responses: Readonly<Record<string, unknown>> }>>;

const document = openApiDocument('https://retail.example');

describe('the reference', () => {
  it('has each operation once, under an id of its own', () => {
    const keys = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(keys.length);
  });

  it.each(OPERATIONS.map((operation) => [operation.method, operation.path, operation.access] as const))(
    '%s %s is routed to a service',
    (method, path, access) => {
      const door = access === 'certificate' ? 'mutualTls' : 'public';
      expect(routeTo(method, path.replaceAll(/\{\w+\}/g, 'x'), door)).toBeDefined();
    },
  );

  it('covers every route of the public origin', () => {
    for (const route of ROUTES.filter(({ doors }) => doors.includes('public'))) {
      const start = route.path.replace('/**', '/');
      const isCovered = OPERATIONS.some(({ path }) => path === route.path || path.startsWith(start));
      expect({ path: route.path, isCovered }).toEqual({ path: route.path, isCovered: true });
    }
  });

  it('has an Idempotency-Key for every POST, or says why not', () => {
    const posts = OPERATIONS.filter(({ method }) => method === 'POST').map(({ id, path }) => {
      const { parameters } = (document['paths'] as Documented)[path]?.['post'] ?? { parameters: [] };
      return { id, isKeyed: parameters.some(({ name }) => name === 'Idempotency-Key') };
    });
    expect(posts.filter(({ isKeyed }) => !isKeyed).map(({ id }) => id).sort()).toEqual(Object.keys(UNKEYED).sort()); // prettier-ignore
    expect(posts.length).toBeGreaterThan(Object.keys(UNKEYED).length + 10);
  });

  it('says of every operation that it may be refused when there is too much to do', () => {
    const silent = OPERATIONS.filter(({ path, method }) => {
      const operation = (document['paths'] as Described)[path]?.[method.toLowerCase()];
      return operation?.responses['503'] === undefined;
    });
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('lists the whole error catalogue, and every code is used by some operation or by none on purpose', () => {
    expect(document['x-error-codes']).toEqual(ERRORS);
    const used = new Set(OPERATIONS.flatMap(({ errors = [] }) => errors));
    const unused = Object.keys(ERRORS).filter((code) => !used.has(code as keyof typeof ERRORS));
    // what any path may answer
    expect(unused.sort()).toEqual(['platform.fault', 'route.unknown']);
  });

  it('has schemas that a JSON Schema validator takes, and examples that fit them', () => {
    const ajv = new Ajv2020({ strict: false });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addSchema(document, 'doc');
    let examples = 0;
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { schema, example } = value as { schema?: object; example?: unknown };
      if (schema !== undefined) {
        const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/')) as object);
        if (example !== undefined) {
          examples += 1;
          expect({ example, isValid: validate(example), errors: validate.errors }).toMatchObject({ isValid: true });
        }
      }
      for (const child of Object.values(value)) walk(child);
    };
    walk(document['paths']);
    expect(examples).toBeGreaterThan(15);
  });

  it.each(OPERATIONS.filter(({ request }) => request?.nexo !== undefined && request.example !== undefined))(
    'gives an example for $path that the protocol takes',
    ({ request }) => {
      const text = JSON.stringify(request?.example).replaceAll('{saleId}', 'TILL-1').replaceAll('{deviceId}', 'dev_1');
      expect(readMessage(text, 'strict')).toMatchObject({ kind: 'message' });
    },
  );

  it('is a page without scripts that names every operation and every error', () => {
    const page = referencePage('https://retail.example', document);
    expect(page).not.toMatch(/<script|javascript:|https?:\/\/(?!retail\.example)/);
    for (const operation of OPERATIONS.filter(({ tag }) => tag !== 'Reference'))
      expect(page).toContain(`id="${operation.id}"`);
    for (const code of Object.keys(ERRORS)) expect(page).toContain(code);
  });

  it('shows calls that can be pasted', () => {
    const token = OPERATIONS.find(({ id }) => id === 'token');
    expect(token && curl(token, 'https://retail.example')).toBe(
      `curl -X POST 'https://retail.example/oauth2/token' \\\n  -u '{applicationId}:{applicationKey}' \\\n  -d 'grant_type=client_credentials'`,
    );
  });
});
