import { cellRef, parseCellRef } from '../cell-ref.ts';
import type { Relationship, WorkbookPackage } from '../package/workbook-package.ts';
import { attribute } from '../package/xml.ts';
import type { RawControl } from './sheet-features.ts';

/** Class id of the ActiveX check box (Forms.CheckBox.1). */
const ACTIVEX_CHECKBOX = '8BD21D40-EC42-11CE-9E0D-00AA006002F3';

/** Cells of one sheet that form-control and ActiveX checkboxes lie on (upper left corner) or are linked to. */
export async function checkboxCells(
  book: WorkbookPackage,
  controls: readonly RawControl[],
  relationships: readonly Relationship[],
): Promise<readonly string[]> {
  const cells = new Set<string>();
  for (const control of controls) {
    const part = relationships.find(r => r.id === control.relationship)?.part ?? null;
    if (part === null) continue;
    const { isCheckbox, link } = await readControl(book, part);
    if (!isCheckbox) continue;
    if (control.row >= 0 && control.column >= 0) cells.add(cellRef(control.row + 1, control.column + 1));
    const linked = linkedCell(link ?? control.linkedCell);
    if (linked !== null) cells.add(linked);
  }
  return [...cells];
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

/** The cell that a link names on its own sheet; a link to another sheet is not this sheet's cell. */
function linkedCell(link: string | null): string | null {
  const place = parseCellRef(link ?? '');
  return place === null ? null : cellRef(place.row, place.column);
}
