// The portal's types of the public API, from the OpenAPI document that the registry serves. `--check` fails when they are out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '../apps/registry/src/openapi/document.ts';

const file = join(import.meta.dirname, '../apps/portal/src/generated/api.ts');
const HEAD = '// Made by tools/generate-portal-api.ts from the OpenAPI document. Do not edit.\n';

/** What the portal never calls would only make the type checker slower. */
const CALLED = /^\/(auth|registry|operations)\//;

const { paths, ...rest } = openApiDocument('') as unknown as OpenAPI3;
const called = Object.fromEntries(Object.entries(paths ?? {}).filter(([path]) => CALLED.test(path)));
const text = HEAD + astToString(await openapiTS({ ...rest, paths: called } as OpenAPI3, { alphabetize: true }));

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error(`${file} is not what the generator makes: npm run generate`);
  process.exitCode = 1;
}
