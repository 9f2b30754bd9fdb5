import type { Choices } from '../lib/choices.ts';

/** One way to narrow a list: a member of its address and of the question to the server. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  /** What it can be; without them it is typed. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** What it can be where that may be many. */
  readonly choices?: Choices;
  /** What is typed. `datetime-local` stands in the address as RFC 3339 UTC. */
  readonly type?: 'text' | 'datetime-local';
}
