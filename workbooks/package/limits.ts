/**
 * What a customer's file may cost. Real checklists stay far below all of them (the largest known part holds 2 MB and is
 * compressed 25 times); a file beyond them is refused before it is unpacked.
 */
export interface Limits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Entries of the zip. */
  readonly parts: number;
  /** Unpacked bytes of one part. */
  readonly partBytes: number;
  /** Unpacked bytes of all parts, as declared; and of all that are read, since one may be named many times. */
  readonly totalBytes: number;
  /** Unpacked : packed bytes of a part of more than `ratioFrom` bytes; deflate itself reaches 1032. */
  readonly ratio: number;
  /** Unpacked bytes from which the ratio is watched. */
  readonly ratioFrom: number;
  /** XML elements open at once. */
  readonly xmlDepth: number;
  /** Attributes of one XML element. */
  readonly xmlAttributes: number;
  /** Bytes of one piece of text, attribute or comment. */
  readonly xmlPiece: number;
  /** Entries of one list beside cells: sheets, relationships, styles, names, merges, ranges of list validations. */
  readonly items: number;
  /** Cells with a value, over all sheets; and shared strings. */
  readonly cells: number;
  /** Cells with nothing but a style, over all sheets; further ones are left out with a message. */
  readonly blankCells: number;
}

/** The limits that hold unless a caller sets its own. */
export const LIMITS: Limits = {
  fileBytes: 30_000_000,
  parts: 10_000,
  partBytes: 100_000_000,
  totalBytes: 400_000_000,
  ratio: 200,
  ratioFrom: 8_000_000,
  xmlDepth: 200,
  xmlAttributes: 500,
  xmlPiece: 8_000_000,
  items: 200_000,
  cells: 500_000,
  blankCells: 300_000,
};
