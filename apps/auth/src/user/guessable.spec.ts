import { expect, it } from '@jest/globals';
import { COMMON_WORDS } from './common-words.ts';
import { isGuessable } from './guessable.ts';

const ANN = {
  email: 'ann.example@high-street.example',
  name: 'Ann Müller-Example',
  organisationName: 'Acme Acquiring',
};

it.each([
  ...['password1234', 'Password2026!', 'P@ssw0rd-2026', 'passwordpassword', 'MotDePasse2026', 'Qwertyuiop123'],
  ...[
    'azerty123456',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'Welcome-to-Paris',
    'summer2026!!',
    'iloveyou1234',
  ],
  ...[
    'Acme-Acquiring-1',
    'AcmeAcquiring2026',
    'ann.example.1234',
    'MULLER-2026-ann',
    'high-street-12',
    '4cm3-4cquir1ng',
  ],
])('%s is tried first', (password) => {
  expect(isGuessable(password, ANN)).toBe(true);
});

it.each([
  ...['correct horse battery staple', 'a brand new password', 'another long password', 'blinde Kuh im Nebel'],
  ...['tR7-quomb-xely-pad', 'neuf girafes bleues', 'kX9$vq2Lm!pZ', 'Annapurna glacier 8091'],
])('%s is not', (password) => {
  expect(isGuessable(password, ANN)).toBe(false);
});

it('is said of words in letters only: what decorates them is taken off before', () => {
  expect(COMMON_WORDS.filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
  expect(COMMON_WORDS.length).toBeGreaterThan(300);
});
