import { Controller, Get, Query } from '@nestjs/common';
import { invalidQuery, searchHits, searchQuery } from '@ppaas/contracts';
import { CurrentPrincipal, RequirePermission } from '@ppaas/service';
import type { Principal } from '@ppaas/service';
import type { z } from 'zod';
import { SearchStore } from './search.store.ts';

/** What a person types a part of and wants to be at. */
@Controller('registry/v1/search')
@RequirePermission('registry.read')
export class SearchController {
  constructor(private readonly store: SearchStore) {}

  @Get()
  async find(@CurrentPrincipal() principal: Principal, @Query() query: unknown): Promise<z.infer<typeof searchHits>> {
    const { data, error } = searchQuery.safeParse(query);
    if (data === undefined) throw invalidQuery(error.issues);
    return searchHits.parse({ items: await this.store.find(principal, data.q) });
  }
}
