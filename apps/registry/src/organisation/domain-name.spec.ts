import { expect, it } from '@jest/globals';
import { organisationDomain } from '@ppaas/contracts';
import { domainOf } from './domain-name.ts';

it.each([
  ['Northwind Acquiring', 'northwind-acquiring'],
  ['Société Générale & Cie.', 'societe-generale-cie'],
  ['  --  ', 'organisation'],
  ['日本', 'organisation'],
  ['Platform', 'organisation'],
  ['x'.repeat(70), 'x'.repeat(40)],
])('the domain of %j is %s', (name, expected) => {
  expect(domainOf(name)).toBe(expected);
  expect(organisationDomain.safeParse(domainOf(name, 'a2c4')).success).toBe(true);
  expect(domainOf(name, 'a2c4')).toBe(`${expected}-a2c4`);
});
