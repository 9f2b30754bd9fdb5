import { randomBytes } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { DomainError } from '@ppaas/contracts';
import { Public } from '@ppaas/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';
import { SiteStore } from './site.store.ts';
import type { Encoding } from './site.store.ts';

/**
 * Nothing but files of this origin; styles that scripts of ours add carry the nonce of the page. Nobody may frame it. No script
 * writes elements into the page: `trusted-types.ts` of the portal lets text through alone.
 */
const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    ...["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"],
    ...["require-trusted-types-for 'script'", 'trusted-types default'],
  ].join('; ');

/** The portal: its files, and the one page for every address in it. What it knows it asks the API for. */
@Controller()
@Public()
export class PortalController {
  constructor(
    private readonly site: SiteStore,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
  ) {}

  @Get()
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply);
  }

  @Get('*')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply);
  }

  private async answer({ url, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = url.split('?', 1)[0] ?? '/';
    const file = this.site.find(path);
    if (file === undefined) {
      // Only a person who goes somewhere is answered with the page: a program that mistypes a path is told so.
      const { page } = this.site;
      if (page === undefined || headers.accept?.includes('text/html') !== true) throw new DomainError('route.unknown');
      const { SANDBOX, SIMULATOR_URL = '' } = this.config;
      const nonce = randomBytes(16).toString('base64');
      await reply
        .headers({ 'Content-Security-Policy': policy(nonce), 'Cache-Control': 'no-store' })
        .type('text/html; charset=utf-8')
        .send(withFacts(page, { CSP_NONCE: nonce, SANDBOX: String(SANDBOX), SIMULATOR_URL }));
      return;
    }
    const encoding = encodingOf(headers['accept-encoding']);
    const bytes = encoding === undefined ? file.bytes : await this.site.compress(path, file, encoding);
    await reply
      .headers({
        ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
        'Cache-Control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        Vary: 'Accept-Encoding',
      })
      .type(file.type)
      .send(bytes);
  }
}

/** What the page says of where it is, in its attributes. */
const withFacts = (page: string, facts: Readonly<Record<string, string>>): string =>
  page.replaceAll(
    /%([A-Z_]+)%/g,
    (all, name: string) => facts[name]?.replaceAll('&', '&amp;').replaceAll('"', '&quot;') ?? all,
  );

function encodingOf(accepted: unknown): Encoding | undefined {
  const text = String(accepted ?? '');
  if (/\bbr\b/.test(text)) return 'br';
  return /\bgzip\b/.test(text) ? 'gzip' : undefined;
}
