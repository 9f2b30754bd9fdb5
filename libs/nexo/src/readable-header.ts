import { Check } from './check.ts';
import { Header41 } from './generated/validators.ts';

const GOOD = {
  MessageFunction: 'Abort',
  ProtocolVersion: '5.0',
  ExchangeIdentification: 'x',
  CreationDateTime: '2000-01-01T00:00:00Z',
  InitiatingParty: { Identification: 'x' },
};

/** The canonical form of one header member when it is valid by itself, else undefined. */
export function readableMember(key: string, value: unknown): unknown {
  if (!(key in GOOD) && key !== 'RecipientParty') return undefined;
  const probe: Record<string, unknown> = { ...structuredClone(GOOD), [key]: structuredClone(value) };
  const check = new Check('lenient');
  if (!Header41(probe, check)) return undefined;
  for (const { owner, key: extra } of check.leftOut) delete owner[extra];
  return probe[key];
}
