import type { LibraryAnswer } from '../../knowledge/library/library.ts';
import type { PrecedentShown, Verdict } from '../model.ts';
import type { WeighedNeighbour } from './weigh.ts';

/** A neighbour's answer for one service, with how much it weighs. */
interface Precedent {
  readonly question: string;
  readonly answer: LibraryAnswer;
  /** Probability that the same verdict is right for the question asked. */
  readonly agreement: number;
  /** The same as odds, so that the near outvote the many far. */
  readonly weight: number;
  readonly comparison: Readonly<Record<string, number>>;
}

/** What people answered to questions like the one asked, for one service. */
export interface Precedents {
  readonly all: readonly Precedent[];
  readonly mass: number;
}

/** The verdict is for the few nearest to say: their odds count by this power. */
const SHARPNESS = 3;
/** Below this agreement a question is too far from the one asked to tell a reviewer anything. */
const WORTH_SHOWING = 0.5;
const MOST_SHOWN = 3;

/** Nothing is known: the library has nothing on the service's present disclosure. */
export const NO_PRECEDENTS: Precedents = { all: [], mass: 0 };

/** The neighbours' answers for a service. */
export function precedentsOf(neighbours: readonly WeighedNeighbour[], service: string): Precedents {
  const all = neighbours.flatMap(({ entry, comparison, agreement, odds }) => {
    const answer = entry.answers.get(service);
    return answer ? [{ question: entry.question, answer, comparison, agreement, weight: odds }] : [];
  });
  return { all, mass: all.reduce((sum, p) => sum + p.weight, 0) };
}

/** How strongly people cited each section: shares of those who cited it first, or at all, and the nearest of them. */
export function precedentsBySection({
  all,
  mass,
}: Precedents): ReadonlyMap<string, { readonly first: number; readonly any: number; readonly nearest: number }> {
  const by = new Map<string, { first: number; any: number; nearest: number }>();
  for (const { answer, weight, agreement } of all) {
    answer.sections.forEach((section, place) => {
      const cited = by.get(section) ?? { first: 0, any: 0, nearest: 0 };
      by.set(section, cited);
      cited.any += weight / mass;
      if (place === 0) cited.first += weight / mass;
      cited.nearest = Math.max(cited.nearest, agreement);
    });
  }
  return by;
}

/** The likest questions that a person answered from a section, as a reviewer is shown them. */
export function precedentsShown({ all }: Precedents, section: string): readonly PrecedentShown[] {
  return all
    .filter(({ answer, agreement }) => answer.sections.includes(section) && agreement >= WORTH_SHOWING)
    .sort((a, b) => b.agreement - a.agreement)
    .slice(0, MOST_SHOWN)
    .map(({ question, answer }) => ({ question, verdict: answer.verdicts[0] ?? 'unknown' }));
}

/** Whether people found anything to cite at all. */
export function precedentsForEvidence({ all, mass }: Precedents) {
  let cited = 0;
  let nearestCited = 0;
  let nearestNone = 0;
  for (const { answer, weight, agreement } of all) {
    if (answer.answerable === 'none') nearestNone = Math.max(nearestNone, agreement);
    else {
      cited += weight;
      nearestCited = Math.max(nearestCited, agreement);
    }
  }
  return { cited: mass > 0 ? cited / mass : 0, nearestCited, nearestNone };
}

/**
 * Signals of a verdict from those who cited a section. By verdict: `precedent:` share of their odds (the shares sum to 1; all 0 where
 * nobody cited it), `nearPrecedent:` the same times how near the nearest was, `best:` agreement of the nearest with that verdict,
 * `within:` and `contains:` how far the question asked lies within a known one, or the other way round: what is not stated for a
 * part is not stated for the whole, and what is stated for the whole is stated for a part.
 */
export function precedentsForVerdict({ all }: Precedents, section: string): Readonly<Record<string, number>> {
  const shares: Record<Verdict, number> = { yes: 0, partial: 0, no: 0, customer: 0, info: 0, unknown: 0 };
  const signals: Record<string, number> = {};
  const raise = (name: string, value: number) => {
    if (value > (signals[name] ?? 0)) signals[name] = value;
  };
  let mass = 0;
  let nearest = 0;
  let nearestFull = 0;
  for (const { answer, weight, agreement, comparison } of all) {
    if (!answer.sections.includes(section)) continue;
    const sharp = weight ** SHARPNESS;
    mass += sharp;
    if (agreement > nearest) {
      nearest = agreement;
      nearestFull = Number(answer.answerable === 'full');
    }
    for (const verdict of answer.verdicts) {
      shares[verdict] += sharp / answer.verdicts.length;
      raise(`best:${verdict}`, agreement);
      raise(`within:${verdict}`, comparison.covered ?? 0);
      raise(`contains:${verdict}`, comparison.covers ?? 0);
    }
  }
  for (const [verdict, sum] of Object.entries(shares)) {
    const share = mass > 0 ? sum / mass : 0;
    signals[`precedent:${verdict}`] = share;
    signals[`nearPrecedent:${verdict}`] = share * nearest;
  }
  return {
    ...signals,
    precedentMass: Math.log(1 + mass),
    precedentNearest: nearest,
    precedentFull: nearestFull,
  };
}

/**
 * Signals of a verdict from the parts of a question, each by its own precedents: what of the best and the worst part is stated, is
 * open (unknown, or nothing to cite), is denied or is the customer's; a question of one part has none.
 */
export function precedentsForParts(parts: readonly Precedents[]): Readonly<Record<string, number>> {
  if (parts.length === 0) return { parts: 0 };
  const shares = parts.map(({ all, mass }) => {
    const by = { yes: 0, partial: 0, no: 0, customer: 0, info: 0, unknown: 0, none: 0, near: 0 };
    for (const { answer, weight, agreement } of all) {
      by.near = Math.max(by.near, agreement);
      if (answer.answerable === 'none') by.none += weight / mass;
      else for (const verdict of answer.verdicts) by[verdict] += weight / mass / answer.verdicts.length;
    }
    return by;
  });
  const of = (name: keyof (typeof shares)[number]) => shares.map(s => s[name]);
  const open = shares.map(s => s.unknown + s.none);
  const stated = shares.map(s => s.yes + 0.5 * s.partial);
  return {
    parts: parts.length,
    partsStatedMost: Math.max(...stated),
    partsStatedLeast: Math.min(...stated),
    partsOpenMost: Math.max(...open),
    partsOpenLeast: Math.min(...open),
    partsNoMost: Math.max(...of('no')),
    partsCustomerMost: Math.max(...of('customer')),
    partsInfoMost: Math.max(...of('info')),
    partsNearLeast: Math.min(...of('near')),
    partsStatedNear: Math.max(...shares.map((s, i) => (stated[i] ?? 0) * s.near)),
  };
}
