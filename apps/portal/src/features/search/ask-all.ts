/** One place where the search looks. */
export interface Source<Hit> {
  readonly find: (q: string) => Promise<readonly Hit[]>;
}

export interface Found<Hit, Asked> {
  readonly hits: readonly Hit[];
  /** Sources that gave no answer: what they know is missing. */
  readonly silent: readonly Asked[];
}

/** Asks every source; one that fails takes nothing away from the others. @throws what the first said, when none answers */
export async function askAll<Hit, Asked extends Source<Hit>>(
  sources: readonly Asked[],
  q: string,
): Promise<Found<Hit, Asked>> {
  const answers = await Promise.allSettled(sources.map(({ find }) => find(q)));
  const failed = answers.filter((answer) => answer.status === 'rejected');
  if (failed[0] !== undefined && failed.length === answers.length) throw failed[0].reason;
  return {
    hits: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])),
    silent: sources.filter((_, at) => answers[at]?.status === 'rejected'),
  };
}
