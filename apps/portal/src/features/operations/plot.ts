import type { SaleOutcomes } from '@ppaas/contracts';

export type Outcome = keyof SaleOutcomes;
/** From the bottom of a bar to its top. */
export const OUTCOMES: readonly Outcome[] = ['approved', 'partial', 'declined', 'cancelled', 'notStarted'];

/** A part of a bar; all figures 0 to 1, `y` from the top. */
export interface Piece {
  readonly outcome: Outcome;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Plot {
  readonly pieces: readonly Piece[];
  /** Sales of the highest bar. */
  readonly peak: number;
}

const sum = (point: SaleOutcomes): number => OUTCOMES.reduce((total, outcome) => total + point[outcome], 0);

/** One bar for each point, outcomes on top of each other. */
export function plotOf(points: readonly SaleOutcomes[]): Plot {
  const peak = Math.max(0, ...points.map(sum));
  const width = 1 / Math.max(1, points.length);
  const pieces = points.flatMap((point, at) => {
    let below = 0;
    return OUTCOMES.flatMap((outcome) => {
      if (point[outcome] === 0) return [];
      const height = point[outcome] / peak;
      below += height;
      return [{ outcome, x: at * width, y: 1 - below, width, height }];
    });
  });
  return { pieces, peak };
}

interface Step {
  readonly at: string;
  readonly online: number;
}

/**
 * An SVG path of how many were online from moment to moment, in a box of the given size.
 * @param all at the top of the box
 * @param from milliseconds of the left side; `to` those of the right
 */
export function stepPath(
  steps: readonly Step[],
  all: number,
  { from, to }: { readonly from: number; readonly to: number },
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const across = (at: number): string => (((Math.max(at, from) - from) / (to - from)) * width).toFixed(1);
  const up = (online: number): string => (height - (all === 0 ? 0 : online / all) * height).toFixed(1);
  const drawn = steps.map(({ at, online }, index) => {
    const place = `${across(Date.parse(at))}`;
    return index === 0 ? `M${place} ${up(online)}` : `H${place}V${up(online)}`;
  });
  return drawn.length === 0 ? '' : `${drawn.join('')}H${width}`;
}

/** The fewest and the most that were online. */
export function rangeOf(steps: readonly Pick<Step, 'online'>[]): readonly [least: number, most: number] {
  const online = steps.map((step) => step.online);
  return [Math.min(...online), Math.max(...online)];
}
