import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '@ppaas/service';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';
import { openApiDocument } from './document.ts';
import { PAGE_CSP, referencePage } from './page.ts';

/** The reference of the whole public API, made once. */
@Controller()
@Public()
export class OpenApiController {
  private readonly document: Readonly<Record<string, unknown>>;
  private readonly html: string;

  constructor(@Inject(REGISTRY_CONFIG) config: RegistryConfig) {
    const origin = config.ISSUER.replace(/\/$/, '');
    this.document = openApiDocument(origin);
    this.html = referencePage(origin, this.document);
  }

  @Get('openapi.json')
  @Header('Cache-Control', 'public, max-age=300')
  openapi() {
    return this.document;
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', PAGE_CSP)
  @Header('Cache-Control', 'public, max-age=300')
  docs(): string {
    return this.html;
  }
}
