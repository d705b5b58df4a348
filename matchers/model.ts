import type { DisclosureMeta, Passage, Verdict } from '../knowledge/model.ts';

export type { Verdict } from '../knowledge/model.ts';

/** A customer's question as the matcher takes it. */
export interface QuestionInput {
  readonly id: string;
  readonly question: string;
  /** Category levels joined with `／`, where the sheet has them. */
  readonly category?: string | undefined;
  readonly lang?: 'ja' | 'en' | undefined;
}

/** answered = filled without review; review = filled and flagged; no-evidence = left blank. */
export type Status = 'answered' | 'review' | 'no-evidence';

/** A passage that an answer rests on. */
export interface Citation {
  readonly section: string;
  readonly control: string | null;
  readonly title: string;
  /** Exact words of the passage's text. */
  readonly quote: string;
  readonly disclosure: Pick<DisclosureMeta, 'title' | 'version' | 'effective'>;
  /** 0..1; comparable within one answer. */
  readonly score: number;
}

/** A control that the question is about, whether or not the disclosure covers it. */
export interface ControlMatch {
  readonly number: string;
  readonly iso27002_2022: readonly string[];
  readonly title: string;
  readonly score: number;
}

/** Why an answer is what it is, for a person to read. */
export interface Explanation {
  /** Words of the question that the first citation shares (after synonyms). */
  readonly terms: readonly string[];
  /** Codes of what stands between the verdict and the customer, e.g. `threshold-not-stated`; empty when nothing does. */
  readonly guards: readonly string[];
  /** The same for a yes, where the verdict is another: what a reviewer would have to prove. */
  readonly againstYes: readonly string[];
  /** Like questions that the library answers for this service from the same section, likest first; at most three. */
  readonly precedents: readonly PrecedentShown[];
}

/** A question of the library, as a reviewer is shown it. */
export interface PrecedentShown {
  readonly question: string;
  readonly verdict: Verdict;
}

/** What Kotae has to say to one question for one service. */
export interface Answer {
  readonly id: string;
  readonly service: string;
  readonly status: Status;
  readonly verdict: Verdict;
  /** Probability that the first citation and the verdict are both right. */
  readonly confidence: number;
  /** Probability that the disclosure has something to cite at all. */
  readonly evidence: number;
  /** Ranked, best first, at most 5; when status is no-evidence they are candidates for a reviewer only, and nothing is written. */
  readonly citations: readonly Citation[];
  /** How many of the first citations the answer's text quotes; 0 when status is no-evidence. */
  readonly quoted: number;
  /** Clauses of the question that nothing cited speaks of, in the question's own words. */
  readonly uncovered: readonly string[];
  /** Ranked, best first, at most 10. */
  readonly controls: readonly ControlMatch[];
  readonly explanation: Explanation;
}

/** A passage that may be cited, with the document that it stands in. */
export interface CitablePassage extends Passage {
  readonly disclosure: Pick<DisclosureMeta, 'title' | 'version' | 'effective'>;
}
