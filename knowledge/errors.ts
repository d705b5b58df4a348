/**
 * Something the person who called can mend: a wrong file, a wrong name, a wrong layout. Only the command line and the
 * HTTP error handler turn it into an exit code (2) or a status; everything that is not an InputError or ConflictError is a bug.
 */
export class InputError extends Error {
  /**
   * @param code  stable kebab-case name of the fault, e.g. `not-a-workbook`; HTTP statuses are chosen by it
   * @param message  Japanese: what is wrong, in which file, sheet and cell, and what to do
   * @param en  the same in English
   */
  constructor(
    readonly code: string,
    message: string,
    readonly en: string,
  ) {
    super(message);
    this.name = 'InputError';
  }
}

/** Someone else changed the same thing first; the caller decides again on the newer state. */
export class ConflictError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly en: string,
  ) {
    super(message);
    this.name = 'ConflictError';
  }
}

/** A remark that must reach the person: nothing is skipped in silence. */
export interface Message {
  readonly severity: 'info' | 'warning';
  /** Stable kebab-case name, e.g. `locked-answer-cell`. */
  readonly code: string;
  /** `Sheet!A1`, a sheet's name, a file's name or a line number; empty when it concerns the whole. */
  readonly where: string;
  /** Japanese. */
  readonly text: string;
  /** English. */
  readonly en: string;
}
