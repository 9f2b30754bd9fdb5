/**
 * What a call is to whoever makes it, from those that are refused first to those that are refused last.
 * - `report`: figures and exports, which can be had later
 * - `listing`: all other reading
 * - `start`: begins something new: a sale, a token, a sign-in, a change
 * - `finish`: belongs to what has begun: a copy, a question about a sale, an abort, a person's word
 */
export const IMPORTANCES = ['report', 'listing', 'start', 'finish'] as const;
export type Importance = (typeof IMPORTANCES)[number];

/** Why a call is refused: so many are in flight, the process is under strain, or (sales) so many wait for their answers. */
export const CAUSES_OF_REFUSAL = ['in_flight', 'strain', 'waiters'] as const;
export type CauseOfRefusal = (typeof CAUSES_OF_REFUSAL)[number];

export interface Load {
  /** Other calls that this process works on. */
  readonly inFlight: number;
  readonly inFlightMax: number;
  /** 0: all is well … 3. */
  readonly level: number;
}

/** From which share of the calls that may be in flight, and from which level, calls are refused. No level refuses what belongs to a sale. */
const REFUSED_FROM: Readonly<Record<Importance, { readonly share: number; readonly level: number }>> = {
  report: { share: 0.5, level: 1 },
  listing: { share: 0.75, level: 2 },
  start: { share: 1, level: 3 },
  finish: { share: 2, level: Infinity },
};

/** Why a call is to be refused; undefined: it is not. */
export function refusalOf(importance: Importance, load: Load): CauseOfRefusal | undefined {
  const { share, level } = REFUSED_FROM[importance];
  if (load.inFlight >= share * load.inFlightMax) return 'in_flight';
  return load.level >= level ? 'strain' : undefined;
}

/** How far it has come, and how many looks in a row were for the next level, or (negative) for the one before. */
export interface Level {
  readonly level: number;
  readonly looks: number;
}

export const CALM: Level = { level: 0, looks: 0 };

/** The strain at which each level begins. */
const BEGINS_AT = [0, 1, 1, 2];
/** A level ends below this share of where it begins, when it stays there: or what helps would bring back what it helped against. */
const CALM_SHARE = 0.5;
/** One pause, or one calm moment, changes nothing. */
const LOOKS = 3;

/**
 * The level after one more look: up by one when the strain has lasted for three looks, and down by one when it has been over for three.
 * @param strain 1 = as much as is allowed
 */
export function nextLevel({ level, looks }: Level, strain: number): Level {
  if (strain >= (BEGINS_AT[level + 1] ?? Infinity)) {
    const strained = Math.max(looks, 0) + 1;
    return strained < LOOKS ? { level, looks: strained } : { level: level + 1, looks: 0 };
  }
  if (strain >= CALM_SHARE * (BEGINS_AT[level] ?? 0)) return { level, looks: 0 };
  const calm = Math.min(looks, 0) - 1;
  return calm > -LOOKS ? { level, looks: calm } : { level: level - 1, looks: 0 };
}
