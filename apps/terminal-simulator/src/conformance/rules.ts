import { CONNECTION } from './connection-rules.ts';
import { EXCHANGES } from './exchange-rules.ts';
import { RECOVERY } from './recovery-rules.ts';
import type { Rule } from './rule.ts';
import { SESSIONS } from './session-rules.ts';

/** The rules of the device channel, in the order in which they are tried. */
export const RULES: readonly Rule[] = [...CONNECTION, ...EXCHANGES, ...RECOVERY, ...SESSIONS];
