import { PLATFORM_DOMAIN } from '@ppaas/contracts';

const MAX_LENGTH = 40;

/**
 * The domain of an organisation that was given none: its name in lower-case letters, digits and hyphens.
 * @param random four characters that are put behind it, for when the plain one is taken
 */
export function domainOf(name: string, random?: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  const isUsable = plain !== '' && plain !== PLATFORM_DOMAIN;
  return [isUsable ? plain : 'organisation', ...(random === undefined ? [] : [random])].join('-');
}
