import { InputError } from '../../knowledge/errors.ts';
import { cellRef, parseCellRef } from '../cell-ref.ts';
import type { Relationship, WorkbookPackage } from '../package/workbook-package.ts';
import { attribute } from '../package/xml.ts';
import type { RawControl } from './sheet-features.ts';

/** Class id of the ActiveX check box (Forms.CheckBox.1). */
const ACTIVEX_CHECKBOX = '8BD21D40-EC42-11CE-9E0D-00AA006002F3';

/** Checkboxes of one sheet. */
export interface Checkboxes {
  /** Cells that a checkbox lies on (its upper left corner) or is linked to. */
  readonly cells: readonly string[];
  /** Parts that could not be read: older drawings (VML) need not be well-formed. */
  readonly unread: readonly string[];
}

/** Finds a sheet's form-control and ActiveX checkboxes, in control parts and in the older VML drawings. */
export async function findCheckboxes(
  book: WorkbookPackage,
  controls: readonly RawControl[],
  relationships: readonly Relationship[],
): Promise<Checkboxes> {
  const cells = new Set<string>();
  const add = (row: number, column: number, link: string | null) => {
    if (row >= 0 && column >= 0) cells.add(cellRef(row + 1, column + 1));
    const linked = linkedCell(link);
    if (linked !== null) cells.add(linked);
  };
  const parts = new Map(relationships.map(({ id, part }) => [id, part]));
  const read = new Map<string, { readonly isCheckbox: boolean; readonly link: string | null }>();
  for (const control of controls) {
    const part = parts.get(control.relationship) ?? null;
    if (part === null) continue;
    const { isCheckbox, link } = read.get(part) ?? (await readControl(book, part));
    read.set(part, { isCheckbox, link });
    if (isCheckbox) add(control.row, control.column, link ?? control.linkedCell);
  }
  const unread: string[] = [];
  const drawings = relationships.flatMap(({ kind, part }) => (kind === 'vmlDrawing' && part !== null ? [part] : []));
  for (const part of new Set(drawings)) {
    try {
      for (const { row, column, link } of await readVmlCheckboxes(book, part)) add(row, column, link);
    } catch (error) {
      if (!(error instanceof InputError) || error.code !== 'broken-workbook') throw error;
      unread.push(part);
    }
  }
  return { cells: [...cells], unread };
}

async function readControl(book: WorkbookPackage, part: string): Promise<{ isCheckbox: boolean; link: string | null }> {
  let isCheckbox = false;
  let link: string | null = null;
  await book.parse(part, {
    open: (name, attributes) => {
      if (name === 'formControlPr') {
        isCheckbox = attributes.objectType === 'CheckBox';
        link = attributes.fmlaLink ?? null;
      } else if (name === 'ocx') {
        isCheckbox = attribute(attributes, 'classid')?.toUpperCase().includes(ACTIVEX_CHECKBOX) ?? false;
      }
    },
  });
  return { isCheckbox, link };
}

/** `x:ClientData` of every checkbox: its anchor (left column first, top row third, 0-based) and its link. */
async function readVmlCheckboxes(book: WorkbookPackage, part: string) {
  const found: { row: number; column: number; link: string | null }[] = [];
  let isCheckbox = false;
  let text = '';
  await book.parse(part, {
    open: (name, attributes) => {
      text = '';
      if (name !== 'ClientData') return;
      isCheckbox = attributes.ObjectType === 'Checkbox';
      if (isCheckbox) found.push({ row: -1, column: -1, link: null });
    },
    text: piece => {
      text += piece;
    },
    close: name => {
      const last = found.at(-1);
      if (!isCheckbox || last === undefined) return;
      if (name === 'FmlaLink') last.link = text.trim();
      else if (name === 'Anchor') {
        const [column, , row] = text.split(',').map(Number);
        if (Number.isInteger(column) && Number.isInteger(row)) Object.assign(last, { row, column });
      } else if (name === 'ClientData') isCheckbox = false;
    },
  });
  return found;
}

/** The cell that a link names on its own sheet; a link to another sheet is not this sheet's cell. */
function linkedCell(link: string | null): string | null {
  const place = parseCellRef(link ?? '');
  return place === null ? null : cellRef(place.row, place.column);
}
