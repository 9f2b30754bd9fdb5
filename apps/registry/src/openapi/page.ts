import { createHash } from 'node:crypto';
import { ERRORS } from '@ppaas/contracts';
import { OPERATIONS } from './document.ts';
import { TAGS } from './operation.ts';
import type { Operation, Tag } from './operation.ts';

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--quiet:#777;--accent:#2563eb}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem}
h1{font-size:1.5rem}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
article{border:1px solid var(--line);border-radius:6px;margin:1rem 0;padding:.25rem 1rem .75rem}
h3{font-size:1rem;margin:.6rem 0;overflow-wrap:anywhere}h3 b{color:var(--accent);margin-right:.5rem}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{overflow:auto;padding:.75rem;background:#8881;border-radius:6px}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
.quiet{color:var(--quiet)}a{color:var(--accent)}summary{cursor:pointer}
`;
/** The page has no script and one style, named by its hash: nothing else can run or load. */
export const PAGE_CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`;

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The reference as one self-contained page. @param document what `/openapi.json` serves */
export function referencePage(origin: string, document: Readonly<Record<string, unknown>>): string {
  const tags = (Object.keys(TAGS) as Tag[]).filter((tag) => tag !== 'Reference');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Retail API reference</title><style>${STYLE}</style></head><body>
<h1>Retail API</h1>
<p>In-store payments through the cloud: nexo Retailer v5 in JSON, and what surrounds it. The same as
<a href="/openapi.json">OpenAPI 3.1</a>. Origin: <code>${escape(origin)}</code></p>
<nav>${tags.map((tag) => `<a href="#${tag}">${tag}</a>`).join(' · ')} · <a href="#errors">Errors</a></nav>
${tags.map((tag) => section(tag, origin, document)).join('\n')}
<h2 id="errors">Errors</h2>
<p>Every error is a problem document (RFC 9457) with one of these codes; the token routes answer
<code>{error, error_description}</code> instead. A nexo “no” is an answer with status 200, not an error.</p>
<table><tr><th>code</th><th>status</th><th>meaning</th><th>again later?</th></tr>
${Object.entries(ERRORS)
  .map(
    ([code, e]) =>
      `<tr><td><code>${code}</code></td><td>${e.status}</td><td>${escape(e.title)}</td><td>${e.isRetryable ? 'yes' : ''}</td></tr>`,
  )
  .join('\n')}
</table></body></html>`;
}

function section(tag: Tag, origin: string, document: Readonly<Record<string, unknown>>): string {
  const operations = OPERATIONS.filter((operation) => operation.tag === tag);
  return `<h2 id="${tag}">${tag}</h2><p>${escape(TAGS[tag])}</p>
${operations.map((operation) => article(operation, origin, document)).join('\n')}`;
}

function article(operation: Operation, origin: string, document: Readonly<Record<string, unknown>>): string {
  const { id, method, path, summary, description, answers, errors = [] } = operation;
  const rows = [
    ...Object.entries(answers).map(
      ([status, answer]) => `<tr><td>${status}</td><td>${prose(answer.description)}</td></tr>`,
    ),
    ...errors.map((code) => `<tr class="quiet"><td>${ERRORS[code].status}</td><td><code>${code}</code></td></tr>`),
  ];
  return `<article id="${id}"><h3><b>${method}</b><code>${escape(path)}</code></h3>
<p>${escape(summary)}. <span class="quiet">${ACCESS[operation.access]}</span></p>${description ? `<p>${prose(description)}</p>` : ''}
<pre>${escape(curl(operation, origin))}</pre>
<table>${rows.join('')}</table>
<details><summary>Schemas</summary><pre>${escape(JSON.stringify(pathItem(document, path, method), null, 2))}</pre></details></article>`;
}

const ACCESS: Readonly<Record<Operation['access'], string>> = {
  retail: 'Token of a point of sale.',
  registry: 'Token of an operator, or a sign-in.',
  signIn: 'A person who is signed in.',
  client: 'Application ID and Key.',
  certificate: 'Device certificate, at the mutual-TLS door.',
  none: 'Open.',
};

/** Text with `code` in it. */
const prose = (text: string): string => escape(text).replaceAll(/&#96;|`([^`]*)`/g, '<code>$1</code>');

/** The call as a person would try it; names in braces are to be filled in. */
export function curl({ method, path, access, request }: Operation, origin: string): string {
  const parts = [`curl${method === 'GET' ? '' : ` -X ${method}`} '${origin}${path}'`];
  if (access === 'retail' || access === 'registry') parts.push(`-H 'Authorization: Bearer {token}'`);
  if (access === 'client') parts.push(`-u '{applicationId}:{applicationKey}'`);
  if (access === 'certificate') parts.push(`--cert device.pem --key device.key`);
  if (request?.example !== undefined && request.mediaType === 'application/x-www-form-urlencoded') {
    const fields = Object.entries(request.example as Record<string, string>);
    parts.push(...fields.map(([name, value]) => `-d '${name}=${value}'`));
  } else if (request !== undefined) {
    parts.push(`-H 'Content-Type: application/json'`);
    parts.push(request.example === undefined ? `-d @message.json` : `-d '${JSON.stringify(request.example)}'`);
  }
  return parts.join(' \\\n  ');
}

function pathItem(document: Readonly<Record<string, unknown>>, path: string, method: string): unknown {
  const paths = document['paths'] as Record<string, Record<string, { requestBody?: unknown; responses?: unknown }>>;
  const operation = paths[path]?.[method.toLowerCase()];
  return { requestBody: operation?.requestBody, responses: operation?.responses };
}
