import { expect, it } from '@jest/globals';
import { keepSearch, keptSearch, listSearch, ofPart } from './list-search.ts';

it('lets in what a list is narrowed and sorted by, and nothing else', () => {
  const read = listSearch('q', 'stores.sort');
  expect(read({ q: 'high', sort: '-name', 'stores.sort': 'name', x: '1', 'stores.q': '' })).toEqual({
    q: 'high',
    sort: '-name',
    'stores.sort': 'name',
  });
});

it('tells the lists of a page apart by how their members begin', () => {
  const search = { q: 'own', 'stores.q': 'high', 'stores.sort': '-name', 'merchants.q': 'acme' };
  expect(ofPart(search, 'stores.')).toEqual({ q: 'high', sort: '-name' });
  expect(ofPart(search, 'merchants.')).toEqual({ q: 'acme' });
  expect(ofPart(search, '')).toEqual(search);
});

it('knows on the way back how a list was narrowed', () => {
  expect(keptSearch('/stores')).toEqual({});
  keepSearch({ pathname: '/stores', search: '?q=high+street&sort=-name' });
  keepSearch({ pathname: '/transactions', search: '' });
  expect(keptSearch('/stores')).toEqual({ q: 'high street', sort: '-name' });
  expect(keptSearch('/transactions')).toEqual({});
});
