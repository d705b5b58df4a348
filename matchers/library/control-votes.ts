import type { WeighedNeighbour } from './weigh.ts';

/** Which sections people cite for questions like the one asked, whoever's disclosure it was. */
export interface ControlVotes {
  /** By section (a control's number as the standard of 2013 writes it, or `sec.` and a name), as shares of all answers. */
  readonly shares: ReadonlyMap<string, number>;
  /** Share of the answers that found nothing to cite. */
  readonly none: number;
}

/** The nearest count by this power of their odds: what a question is about is told by fewer than how it is answered. */
const SHARPNESS = 2;

/**
 * Counts the sections that the neighbours' answers cite; a section cited second counts half, third a third.
 * @param without  a service whose own answers do not count, so that what is learned holds for disclosures that nobody has answered from
 */
export function controlVotes(neighbours: readonly WeighedNeighbour[], without?: string): ControlVotes {
  const shares = new Map<string, number>();
  let mass = 0;
  let none = 0;
  for (const { entry, odds } of neighbours) {
    const weight = odds ** SHARPNESS;
    for (const [service, { answerable, sections }] of entry.answers) {
      if (service === without) continue;
      mass += weight;
      if (answerable === 'none') none += weight;
      sections.forEach((section, at) => {
        shares.set(section, (shares.get(section) ?? 0) + weight / (at + 1));
      });
    }
  }
  if (mass === 0) return { shares, none: 0 };
  for (const [section, votes] of shares) shares.set(section, votes / mass);
  return { shares, none: none / mass };
}
