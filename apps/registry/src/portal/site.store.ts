import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export type Encoding = 'br' | 'gzip';

/** A file of the portal. */
export interface SiteFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** Its name changes with its content: it may be kept for ever. */
  readonly isImmutable: boolean;
}

const COMPRESS: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/**
 * The built portal, about a megabyte: read once at start, so that no path of a request ever becomes a path of the disk,
 * and compressed once per file when it is first asked for.
 */
@Injectable()
export class SiteStore {
  private readonly files: ReadonlyMap<string, SiteFile>;
  private readonly compressed = new Map<string, Promise<Buffer>>();
  /** The page, for every address in the portal; undefined where there is no portal. */
  readonly page: string | undefined;

  constructor(@Inject(REGISTRY_CONFIG) { PORTAL_DIR: folder }: RegistryConfig) {
    this.files = folder === undefined || !existsSync(folder) ? new Map() : readSite(folder);
    this.page = this.files.get('/index.html')?.bytes.toString('utf8');
  }

  /** @param path of the URL */
  find(path: string): SiteFile | undefined {
    return path === '/index.html' ? undefined : this.files.get(path);
  }

  compress(path: string, file: SiteFile, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding}:${path}`;
    const known = this.compressed.get(key) ?? COMPRESS[encoding](file.bytes);
    this.compressed.set(key, known);
    return known;
  }
}

function readSite(folder: string): ReadonlyMap<string, SiteFile> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => {
      const url = `/${relative(folder, path).split(sep).join('/')}`;
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      return [url, { type, bytes: readFileSync(path), isImmutable: url.startsWith('/assets/') }];
    }),
  );
}
