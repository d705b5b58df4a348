import { type Logistic, probability } from '../learning/logistic.ts';
import type { Neighbour } from './library-index.ts';

/** An entry of the library, with how likely what holds for it holds for the question too. */
export interface WeighedNeighbour extends Neighbour {
  /** Probability, 0..1. */
  readonly agreement: number;
  /** The same as odds, so that the near outvote the many far. */
  readonly odds: number;
}

/** Weighs neighbours by a learned model of their comparison. */
export const weigh = (neighbours: readonly Neighbour[], agreement: Logistic): readonly WeighedNeighbour[] =>
  neighbours.map(({ entry, comparison }) => {
    const chance = probability(agreement, comparison);
    return { entry, comparison, agreement: chance, odds: chance / (1 - chance + 1e-6) };
  });
