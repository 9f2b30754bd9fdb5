import { ERRORS, SIGN_IN_COOKIE, problem } from '@ppaas/contracts';
import type { ErrorCode } from '@ppaas/contracts';
import { MESSAGES } from '@ppaas/nexo';
import { z } from 'zod';
import { API_CLIENT_OPERATIONS } from './api-client-operations.ts';
import { AUTH_OPERATIONS } from './auth-operations.ts';
import { CELL_OPERATIONS } from './cell-operations.ts';
import { DEVICE_OPERATIONS } from './device-operations.ts';
import { TAGS } from './operation.ts';
import type { Body, Header, Operation } from './operation.ts';
import { ORGANISATION_OPERATIONS } from './organisation-operations.ts';
import { LIVE_OPERATIONS } from './live-operations.ts';
import { OVERVIEW_OPERATIONS } from './overview-operations.ts';
import { PEOPLE_OPERATIONS } from './people-operations.ts';
import { REGISTRY_OPERATIONS } from './registry-operations.ts';
import { RETAIL_OPERATIONS } from './retail-operations.ts';
import { TRANSACTION_OPERATIONS } from './transaction-operations.ts';
import { UNKEYED } from './unkeyed.ts';

type Json = Record<string, unknown>;

const idempotencyKey: Header = {
  name: 'Idempotency-Key',
  description: 'Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then',
  example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
};

/** Whatever a POST makes, it makes once under a key. */
const keyed = (operation: Operation): Operation =>
  operation.method !== 'POST' || UNKEYED[operation.id] !== undefined
    ? operation
    : {
        ...operation,
        headers: [...(operation.headers ?? []), idempotencyKey],
        errors: [...new Set([...(operation.errors ?? []), 'request.invalid', 'request.keyReused'] as const)],
      };

/** Every operation of the public API. */
export const OPERATIONS: readonly Operation[] = [
  ...AUTH_OPERATIONS,
  ...RETAIL_OPERATIONS,
  ...REGISTRY_OPERATIONS,
  ...TRANSACTION_OPERATIONS,
  ...OVERVIEW_OPERATIONS,
  ...ORGANISATION_OPERATIONS,
  ...CELL_OPERATIONS,
  ...LIVE_OPERATIONS,
  ...DEVICE_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...API_CLIENT_OPERATIONS,
].map(keyed);

const PROBLEM = 'application/problem+json';
const SECURITY = {
  retail: [{ accessToken: ['retail'] }, { certificate: [] }],
  registry: [{ accessToken: ['registry'] }, { signIn: [] }],
  signIn: [{ signIn: [] }],
  client: [{ client: [] }],
  certificate: [{ certificate: [] }],
  none: [],
} as const;

/** OpenAPI 3.1 of the whole public API. @param origin where it is served, without a slash at the end */
export function openApiDocument(origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describeOperation(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Retail API',
      version: '1.0.0',
      description: 'In-store payments through the cloud: nexo Retailer v5 in JSON, and what surrounds it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problem), ...Object.fromEntries(MESSAGES.map((m) => [m.root, nexoSchema(m)])) },
      securitySchemes: securitySchemes(origin),
    },
    'x-error-codes': ERRORS,
  };
}

function describeOperation(operation: Operation): Json {
  const { id, tag, summary, description, access, request, answers, errors = [] } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: SECURITY[access],
    parameters: parametersOf(operation),
    ...(request === undefined ? {} : { requestBody: { required: true, content: contentOf(request, 'input') } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          {
            description: answer.description,
            ...(answer.body === undefined ? {} : { content: contentOf(answer.body, 'output') }),
          },
        ]),
      ),
      // Any call may be one too many.
      ...problemsOf(
        answers[503] === undefined ? [...new Set<ErrorCode>([...errors, 'platform.unavailable'])] : errors,
        answers,
      ),
    },
  };
}

function parametersOf({ path, query, headers = [] }: Operation): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(schema as z.ZodType, 'input'),
  }));
  const inHeaders = headers.map(({ name, description, example }) => ({
    name,
    in: 'header',
    description,
    example,
    schema: { type: 'string' },
  }));
  return [...inPath, ...inQuery, ...inHeaders];
}

function contentOf({ mediaType = 'application/json', schema, nexo, example }: Body, io: 'input' | 'output'): Json {
  const described = nexo === undefined ? schemaOf(schema, io) : { $ref: `#/components/schemas/${nexo}` };
  return { [mediaType]: { schema: described, ...(example === undefined ? {} : { example }) } };
}

/** Problems by status; where a status also has an answer of its own, both are shown under it. */
function problemsOf(codes: readonly ErrorCode[], answers: Operation['answers']): Json {
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => {
      const answer = answers[status];
      const description = [...(answer ? [answer.description] : []), ...of.map((code) => `\`${code}\``)].join('; ');
      const own = answer?.body === undefined ? {} : contentOf(answer.body, 'output');
      return [
        status,
        { description, content: { ...own, [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } } },
      ];
    }),
  );
}

function schemaOf(schema: z.ZodType | undefined, io: 'input' | 'output' = 'output'): Json {
  if (schema === undefined) return {};
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  return described;
}

/** The frame of a nexo message; the standard says what is inside, and the platform checks all of it. */
function nexoSchema({ root, body, caspId }: (typeof MESSAGES)[number]): Json {
  return {
    type: 'object',
    description: `nexo Retailer ${caspId}. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question.`,
    required: [root],
    properties: {
      [root]: {
        type: 'object',
        required: ['Header', body],
        properties: { Header: { type: 'object' }, [body]: { type: 'object' } },
      },
    },
  };
}

function securitySchemes(origin: string): Json {
  return {
    accessToken: {
      type: 'oauth2',
      flows: {
        clientCredentials: {
          tokenUrl: `${origin}/oauth2/token`,
          scopes: { retail: 'For a point of sale', registry: 'For an operator' },
        },
      },
    },
    client: {
      type: 'http',
      scheme: 'basic',
      description: 'Application ID and Key (or `client_id` and `client_secret` in the form)',
    },
    signIn: { type: 'apiKey', in: 'cookie', name: SIGN_IN_COOKIE, description: 'Of a person who is signed in' },
    certificate: {
      type: 'mutualTLS',
      description:
        'The certificate of an enrolled device, at the mutual-TLS door. POS software on a device calls /retail/v1 with it ' +
        'instead of a token: its sale id is the deviceId, and it sees and drives that device only.',
    },
  };
}
