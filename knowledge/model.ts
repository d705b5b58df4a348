/** A cloud service that questions can be answered for. */
export interface Service {
  /** Kebab-case id, e.g. `idcf-cloud`. */
  readonly id: string;
  /** The service's own name, as customers know it. */
  readonly name: string;
  readonly provider: string;
}

/** A section of a disclosure: the smallest thing that is cited. */
export interface Passage {
  /** The control's number as the standard writes it (`12.3.1`, `CLD.8.1.5`), or `sec.` and a name under no control. */
  readonly section: string;
  /** The same number when the section stands under a control, else null. */
  readonly control: string | null;
  /** The section's heading without its number. */
  readonly title: string;
  /** The body, verbatim; lines are separated by `\n`. Every quote is an exact substring of it. */
  readonly text: string;
}

/** What a citation tells of the document it comes from. */
export interface DisclosureMeta {
  readonly title: string;
  readonly provider: string | null;
  /** As the document writes it, e.g. `Ver.2.0`, `第4.1版`. */
  readonly version: string | null;
  /** ISO date (`2025-07-31`), or null where the document names none. */
  readonly effective: string | null;
}

/** A provider's document about one service, cut into passages in the document's order. */
export interface Disclosure extends DisclosureMeta {
  readonly passages: readonly Passage[];
}

/** unknown = the cited text is on the topic but does not settle the question; it is never `answered`. */
export type Verdict = 'yes' | 'partial' | 'no' | 'customer' | 'info' | 'unknown';
