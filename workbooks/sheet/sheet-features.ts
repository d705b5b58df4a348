import { MAX_COLUMN, MAX_ROW, parseRange, parseRanges } from '../cell-ref.ts';
import type { Range } from '../model.ts';
import { type Attributes, attribute, flag } from '../package/xml.ts';
import type { CellStyle } from './styles.ts';

/** A list validation as the sheet writes it; its formula is resolved when all sheets are read. */
export interface RawValidation {
  readonly ranges: readonly Range[];
  readonly formula: string;
  readonly strict: boolean;
}

/** A control that lies on the sheet: its relationship and the cell of its upper left corner (0-based, as written). */
export interface RawControl {
  readonly relationship: string;
  readonly linkedCell: string | null;
  readonly row: number;
  readonly column: number;
}

/** Columns up to which widths and hiding are told: `cols` often reaches XFD. */
const COLUMNS_KEPT = 1024;
/** `col` elements that are read; a sheet that describes every column on its own has no more. */
const COLUMN_ELEMENTS = MAX_COLUMN;

/** Reads what lies in a worksheet beside its cells. Give it the events outside `sheetData`. */
export class SheetFeatures {
  readonly merges: Range[] = [];
  readonly hiddenColumns = new Set<number>();
  readonly widths = new Map<number, number>();
  readonly validations: RawValidation[] = [];
  readonly controls: RawControl[] = [];
  /** Columns whose own style is unlocked. */
  readonly unlockedRanges: Range[] = [];
  /** Ranges of a protected sheet that everyone may edit. */
  readonly openRanges: Range[] = [];
  autoFilter: Range | null = null;
  isProtected = false;

  readonly #styles: readonly CellStyle[];
  readonly #budget: { items: number };
  readonly #tooMany: () => Error;
  #path: string[] = [];
  #text = '';
  #columnElements = 0;
  #validation: { ranges: Range[]; formula: string; strict: boolean } | null = null;
  #control: { relationship: string; linkedCell: string | null; row: number; column: number } | null = null;

  readonly #openers: Readonly<Record<string, (attributes: Attributes) => void>> = {
    col: attributes => this.#column(attributes),
    mergeCell: attributes => this.#merge(attributes.ref),
    // A custom view has a filter of its own, deeper inside.
    autoFilter: attributes => {
      if (this.#path.length === 2) this.autoFilter = parseRange(attributes.ref ?? '');
    },
    sheetProtection: attributes => {
      this.isProtected = flag(attributes.sheet);
    },
    protectedRange: attributes => this.#protectedRange(attributes),
    dataValidation: attributes => this.#openValidation(attributes),
    control: attributes => {
      this.#control = { relationship: attribute(attributes, 'id') ?? '', linkedCell: null, row: -1, column: -1 };
    },
    controlPr: attributes => {
      if (this.#control !== null) this.#control.linkedCell = attributes.linkedCell ?? null;
    },
  };

  constructor(styles: readonly CellStyle[], maxItems: number, tooMany: () => Error) {
    this.#styles = styles;
    this.#budget = { items: maxItems };
    this.#tooMany = tooMany;
  }

  open(name: string, attributes: Attributes): void {
    this.#path.push(name);
    this.#text = '';
    this.#openers[name]?.(attributes);
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    this.#path.pop();
    if (this.#validation !== null) this.#closeInValidation(name);
    if (this.#control !== null) this.#closeInControl(name);
    this.#text = '';
  }

  #column(attributes: Attributes): void {
    this.#columnElements++;
    if (this.#columnElements > COLUMN_ELEMENTS) throw this.#tooMany();
    const from = Math.max(1, Number(attributes.min ?? 1));
    const to = Math.min(MAX_COLUMN, Number(attributes.max ?? from));
    if (!(from <= to)) return;
    const width = Number(attributes.width ?? Number.NaN);
    const hidden = flag(attributes.hidden) || width === 0;
    for (let column = from; column <= Math.min(to, COLUMNS_KEPT); column++) {
      if (width >= 0) this.widths.set(column, width);
      if (hidden) this.hiddenColumns.add(column);
    }
    if (this.#styles[Number(attributes.style ?? 0)]?.unlocked === true) {
      this.unlockedRanges.push({ top: 1, left: from, bottom: MAX_ROW, right: to });
    }
  }

  #merge(ref: string | undefined): void {
    const range = parseRange(ref ?? '');
    if (range !== null) this.merges.push(...this.#counted([range]));
  }

  /** Later steps look through these lists many times: their length is bounded. */
  #counted<T>(items: readonly T[]): readonly T[] {
    this.#budget.items -= items.length;
    if (this.#budget.items < 0) throw this.#tooMany();
    return items;
  }

  /** A range that people may edit; with a password or a list of users it is not open to everyone. */
  #protectedRange(attributes: Attributes): void {
    const guarded = ['password', 'hashValue', 'securityDescriptor'].some(name => attributes[name] !== undefined);
    if (!guarded) this.openRanges.push(...this.#counted(parseRanges(attributes.sqref ?? '')));
  }

  #openValidation(attributes: Attributes): void {
    if (attributes.type !== 'list') return;
    const stops = (attributes.errorStyle ?? 'stop') === 'stop' && flag(attributes.showErrorMessage);
    this.#validation = { ranges: [...this.#counted(parseRanges(attributes.sqref ?? ''))], formula: '', strict: stops };
  }

  /** x14 validations hold formula and ranges in elements of their own (`xm:f`, `xm:sqref`). */
  #closeInValidation(name: string): void {
    if (this.#validation === null) return;
    const inFirst = name === 'formula1' || (name === 'f' && this.#path.at(-1) === 'formula1');
    if (inFirst && this.#text.trim() !== '') this.#validation.formula = this.#text.trim();
    if (name === 'sqref') this.#validation.ranges.push(...this.#counted(parseRanges(this.#text.trim())));
    if (name !== 'dataValidation') return;
    this.validations.push(this.#validation);
    this.#validation = null;
  }

  #closeInControl(name: string): void {
    if (this.#control === null) return;
    const inFrom = this.#path.at(-1) === 'from';
    if (inFrom && name === 'row') this.#control.row = Number(this.#text);
    if (inFrom && name === 'col') this.#control.column = Number(this.#text);
    if (name !== 'control') return;
    this.controls.push(...this.#counted([this.#control]));
    this.#control = null;
  }
}
