import type { Message } from '../knowledge/errors.ts';

/** A cell of a sheet as a person sees it. */
export interface Cell {
  /** 1-based. */
  readonly row: number;
  /** 1-based: A is 1. */
  readonly column: number;
  /** The shown text: rich text joined, furigana left out, a formula's cached value, dates and percents as formatted. */
  readonly text: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'error' | 'blank';
  readonly formula: boolean;
  /** The style says that the cell may be written in a protected sheet. */
  readonly unlocked: boolean;
  /** Solid fill colour as RRGGBB where the style states one (theme colours as `theme:N`), else null: headers are often filled. */
  readonly fill: string | null;
  readonly bold: boolean;
}

/** A rectangle of cells, 1-based and inclusive. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A list validation: what a cell may hold. */
export interface ListValidation {
  readonly ranges: readonly Range[];
  /** The allowed values in the list's order (inline, range, defined name, other sheet, x14), or null where they cannot be told. */
  readonly options: readonly string[] | null;
  /** Excel refuses any other value (it stops, not only warns): the writer refuses it too. */
  readonly strict: boolean;
}

/** One worksheet, read only. Cells without text and without a style are left out. */
export interface Sheet {
  readonly name: string;
  readonly visible: boolean;
  /** Cells by row, each row's cells by column. A cell that holds nothing but a style is there, with kind `blank`. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
  readonly merges: readonly Range[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  /** Column widths in characters where the sheet states them. */
  readonly widths: ReadonlyMap<number, number>;
  readonly validations: readonly ListValidation[];
  /** Excel Tables (ListObjects) of the sheet. */
  readonly tables: readonly { readonly name: string; readonly range: Range; readonly headerRows: number }[];
  readonly autoFilter: Range | null;
  readonly isProtected: boolean;
  /**
   * Where cells that `rows` does not hold may be written in a protected sheet: columns and rows with an unlocked style,
   * and ranges that the sheet opens to everyone. Use `mayWrite` (protection.ts).
   */
  readonly unlockedRanges: readonly Range[];
  /** Cells that a form-control checkbox is linked to or lies over (`B7`), known as such, never written. */
  readonly checkboxes: readonly string[];
}

/** A customer's workbook as read. */
export interface Workbook {
  readonly fileName: string;
  readonly sheets: readonly Sheet[];
  readonly hasMacros: boolean;
  readonly hasFormulas: boolean;
  readonly messages: readonly Message[];
}

/** A value to be written into one cell; refused when the cell is not what the edit expects. */
export interface CellEdit {
  readonly sheet: string;
  /** A1 style, e.g. `F8`. */
  readonly cell: string;
  /** Always written as text (a string that begins with = stays text), or true for a TRUE/FALSE cell. */
  readonly value: string | boolean;
}

/** The cells that one question is answered in. */
export interface AnswerCells {
  readonly verdict: string | null;
  readonly comment: string | null;
  readonly reference: string | null;
  /** One cell per choice, to be marked; null where the sheet does not ask in this way. */
  readonly exclusive: Readonly<Partial<Record<OptionMeaning, string>>> | null;
}

/** What a word of the sheet's own vocabulary means. */
export type OptionMeaning = 'yes' | 'partial' | 'no' | 'na';

/** Why a cell of an answer cannot be written. */
export type BlockedReason = 'filled' | 'formula' | 'locked' | 'checkbox';

/** A question found in a sheet. */
export interface Question {
  readonly row: number;
  readonly cell: string;
  readonly text: string;
  readonly number: string | null;
  /** Category levels joined with `／`; empty when there is none. */
  readonly category: string;
  readonly answer: AnswerCells;
  /** The words that the verdict cell may hold, in the sheet's order. */
  readonly options: readonly string[] | null;
  /** A person has answered it already; Kotae leaves it as it is. */
  readonly prefilled: boolean;
  /** Which option says what, as the sheet means it; a meaning that no option surely carries is absent. */
  readonly optionMeanings?: Readonly<Partial<Record<OptionMeaning | 'customer', string>>>;
  /** What marks a choice in the sheet (`○`, `✓`), as it shows itself; true where the cells hold FALSE. */
  readonly mark?: string | true;
  /** Answer cells that must stay as they are, e.g. a comment cell that holds a placeholder. */
  readonly blocked?: Readonly<Record<string, BlockedReason>>;
}

/** One table of questions: which rows head it and which columns play which role (column letters). */
export interface TableLayout {
  readonly headerRows: readonly number[];
  readonly columns: {
    readonly number: string | null;
    readonly category: readonly string[];
    readonly question: readonly string[];
    readonly verdict: string | null;
    readonly comment: string | null;
    readonly reference: string | null;
    readonly exclusive?: Readonly<Partial<Record<OptionMeaning, string>>>;
  };
}

export interface SheetLayout {
  readonly name: string;
  readonly role: 'questions' | 'other';
  /** Why the sheet was judged so, for a person to read (Japanese). */
  readonly reason: string;
  /** How sure the detection is, 0..1. */
  readonly confidence: number;
  readonly tables: readonly TableLayout[];
  readonly questions: readonly Question[];
}

/** How a workbook was read: the JSON of `kotae inspect`. */
export interface Layout {
  readonly file: string;
  readonly sheets: readonly SheetLayout[];
  readonly messages: readonly Message[];
}

/**
 * A person's correction of the layout (`--layout FILE.json`, or the web page): sheets that are named are read by it, the
 * others as detected. The JSON of `kotae inspect`, as it is or edited, is a valid correction too.
 */
export interface LayoutCorrection {
  readonly sheets: readonly {
    readonly name: string;
    readonly role: 'questions' | 'other';
    readonly tables?: readonly TableLayout[];
  }[];
}
