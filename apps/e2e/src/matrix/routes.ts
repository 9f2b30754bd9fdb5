import 'reflect-metadata';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { INTERCEPTORS_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ACCESS, IdempotencyInterceptor } from '@ppaas/service';
import type { Access } from '@ppaas/service';
import { ROOT } from '../harness/child.ts';
import { SERVICES } from '../harness/platform.ts';

/** A route as the code of a service declares it. */
export interface DeclaredRoute {
  /** Such as `GET /registry/v1/stores/:id`. */
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly access: Access;
  /** It honours an Idempotency-Key, the way all do. */
  readonly isKeyed: boolean;
}

/** An operation of the API as its document describes it. */
export interface DescribedOperation {
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly query: readonly string[];
  /** Of these, what a call cannot do without. */
  readonly required: readonly string[];
  readonly mediaType: string | undefined;
  readonly example: unknown;
  /** Root of the nexo message that it takes. */
  readonly nexo: string | undefined;
  /** It has an Idempotency-Key. */
  readonly isKeyed: boolean;
  /** For people alone: no token opens it. */
  readonly isPersonal: boolean;
}

type Method = ((...args: never[]) => unknown) & object;

/** The routes of all services, from the controllers themselves: what is added there is found here. */
export async function declaredRoutes(): Promise<DeclaredRoute[]> {
  const files = SERVICES.flatMap((service) => globSync(join(ROOT, `apps/${service}/src/**/*.controller.ts`)));
  const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>));
  const routes = modules.flatMap((module) => Object.values(module).flatMap(routesOf));
  // As the router does: what takes every address comes last.
  return routes.toSorted((one, other) => Number(one.name.includes('*')) - Number(other.name.includes('*')));
}

function routesOf(exported: unknown): DeclaredRoute[] {
  if (typeof exported !== 'function' || !Reflect.hasMetadata(PATH_METADATA, exported)) return [];
  const prefix = String(Reflect.getMetadata(PATH_METADATA, exported));
  const prototype = exported.prototype as Record<string, Method>;
  return Object.getOwnPropertyNames(prototype).flatMap((key) => {
    const handler = prototype[key];
    if (key === 'constructor' || handler === undefined || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
    const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, exported)) as
      | Access
      | undefined;
    if (access === undefined) throw new Error(`${exported.name}.${key} does not say whom it lets in`);
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
    const path = `/${[prefix, String(Reflect.getMetadata(PATH_METADATA, handler))].map(trim).filter(Boolean).join('/')}`;
    const interceptors = [exported, handler].flatMap((on) => (Reflect.getMetadata(INTERCEPTORS_METADATA, on) ?? []) as unknown[]); // prettier-ignore
    const isKeyed = interceptors.includes(IdempotencyInterceptor);
    return [{ name: `${method} ${path}`, method, pattern: patternOf(path), access, isKeyed }];
  });
}

const trim = (path: string): string => path.replaceAll(/^\/+|\/+$/g, '');

/** `:pair(a|b)` takes these two, `:id` anything. */
function patternOf(path: string): RegExp {
  const body = path
    .replaceAll('.', '\\.')
    .replaceAll(/:\w+(\([^)]*\))?/g, (_all, alternatives: string | undefined) => alternatives ?? '[^/]+')
    .replaceAll('*', '.*');
  return new RegExp(`^${body}$`);
}

interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { schema?: { $ref?: string }; example?: unknown }> };
  readonly security: readonly Readonly<Record<string, unknown>>[];
}

/** From the document that the platform serves. */
export async function describedOperations(origin: string): Promise<DescribedOperation[]> {
  const answer = await fetch(`${origin}/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody, security }]) => {
      const inQuery = parameters.filter((each) => each.in === 'query');
      const [mediaType, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
      return {
        method: method.toUpperCase(),
        path,
        query: inQuery.map(({ name }) => name),
        required: inQuery.filter(({ required }) => required === true).map(({ name }) => name),
        mediaType,
        example: content?.example,
        nexo: content?.schema?.$ref?.replace('#/components/schemas/', ''),
        isKeyed: parameters.some(({ name }) => name === 'Idempotency-Key'),
        isPersonal: security.length > 0 && security.every((way) => 'signIn' in way),
      };
    }),
  );
}

/** The route that serves an operation; undefined when no service has one. */
export const routeOf = (
  routes: readonly DeclaredRoute[],
  { method, path }: Pick<DescribedOperation, 'method' | 'path'>,
): DeclaredRoute | undefined =>
  routes.find((route) => route.method === method && route.pattern.test(path.replaceAll(/\{\w+\}/g, 'x')));
