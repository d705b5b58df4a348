import { tooMany } from '../package/refusals.ts';
import type { WorkbookPackage } from '../package/workbook-package.ts';
import { attribute, flag } from '../package/xml.ts';

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly visible: boolean;
  /** Id of the relationship to its part. */
  readonly relationship: string;
  /** Unique number among the workbook's sheets. */
  readonly sheetId: number;
}

/** A defined name. */
export interface DefinedName {
  readonly name: string;
  /** 0-based index of the sheet on which it holds, or null for the whole workbook. */
  readonly sheet: number | null;
  readonly formula: string;
}

/** What the workbook's main part says. */
export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[];
  readonly names: readonly DefinedName[];
  readonly date1904: boolean;
}

/** Reads the workbook's main part: sheets in order, defined names, date system. */
export async function readWorkbookPart(book: WorkbookPackage): Promise<WorkbookPart> {
  const sheets: SheetEntry[] = [];
  const names: DefinedName[] = [];
  let date1904 = false;
  let name: { name: string; sheet: number | null; formula: string } | null = null;
  await book.parse(book.workbookPart, {
    open: (tag, attributes) => {
      if (sheets.length + names.length >= book.limits.items) {
        throw tooMany(book.fileName, { ja: 'シートと名前', en: 'sheets and names' }, book.limits.items);
      }
      // An extension (x14) has an element of the same name without the date system.
      if (tag === 'workbookPr') date1904 = flag(attributes.date1904, date1904);
      else if (tag === 'sheet') {
        sheets.push({
          name: attributes.name ?? '',
          visible: (attributes.state ?? 'visible') === 'visible',
          relationship: attribute(attributes, 'id') ?? '',
          sheetId: Number(attributes.sheetId ?? 0),
        });
      } else if (tag === 'definedName') {
        const index = attributes.localSheetId;
        name = { name: attributes.name ?? '', sheet: index === undefined ? null : Number(index), formula: '' };
      }
    },
    text: text => {
      if (name !== null) name.formula += text;
    },
    close: tag => {
      if (tag === 'definedName' && name !== null) names.push({ ...name, formula: name.formula.trim() });
      if (tag === 'definedName') name = null;
    },
  });
  return { sheets, names, date1904 };
}
