import type { Sheet, Workbook } from '../model.ts';
import type { Limits } from '../package/limits.ts';
import { brokenWorkbook, tooMany } from '../package/refusals.ts';
import { openPackage, type WorkbookPackage } from '../package/workbook-package.ts';
import type { CellContext } from './cell-reader.ts';
import { ListResolver } from './list-options.ts';
import { packageMessages, sheetMessages } from './read-messages.ts';
import { type ReadSheet, readSheet } from './read-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { readWorkbookPart, type SheetEntry, type WorkbookPart } from './workbook-part.ts';

/** What the writer needs of a worksheet beside the model. */
export interface WorksheetPart extends Pick<ReadSheet, 'arrayRanges' | 'pivotRanges' | 'isOrdered'> {
  readonly part: string;
}

/** A workbook as read, with what the writer needs beside it. */
export interface LoadedWorkbook {
  readonly workbook: Workbook;
  readonly book: WorkbookPackage;
  /** By sheet name. */
  readonly worksheets: ReadonlyMap<string, WorksheetPart>;
}

/** A sheet of the list, its part and what was read of it. */
interface ListedSheet {
  readonly entry: SheetEntry;
  readonly part: string;
  readonly content: ReadSheet;
}

/**
 * Reads every worksheet of a workbook.
 * @throws InputError naming the part or cell that cannot be read, or what the file is instead of a workbook
 */
export async function loadWorkbook(bytes: Uint8Array, fileName: string, limits?: Limits): Promise<LoadedWorkbook> {
  const book = await openPackage(bytes, fileName, limits);
  const main = await readWorkbookPart(book);
  const read = await readSheets(book, main);
  const sheets = resolveSheets(main, read);
  const relationships = await book.relationships(book.workbookPart);
  const messages = [
    ...(await packageMessages(book)),
    ...sheets.flatMap((sheet, index) => (read[index] === undefined ? [] : sheetMessages(read[index].content, sheet))),
  ];
  return {
    workbook: {
      fileName,
      sheets,
      hasMacros: relationships.some(({ kind, part }) => kind === 'vbaProject' && part !== null),
      hasFormulas: read.some(({ content }) => content.hasFormulas),
      messages,
    },
    book,
    worksheets: new Map(read.map(({ entry, part, content }) => [entry.name, { ...content, part }])),
  };
}

/** Reads the worksheets in the workbook's order; chart sheets and the like are passed over. */
async function readSheets(book: WorkbookPackage, main: WorkbookPart): Promise<readonly ListedSheet[]> {
  const { fileName, limits } = book;
  const relationships = await book.relationships(book.workbookPart);
  const targets = new Map(relationships.map(relationship => [relationship.id, relationship]));
  const partOf = (kind: string) => relationships.find(r => r.kind === kind)?.part ?? null;
  const shared = {
    strings: await readSharedStrings(book, partOf('sharedStrings')),
    styles: await readStyles(book, partOf('styles')),
    date1904: main.date1904,
    budget: { cells: limits.cells, blankCells: limits.blankCells },
    tooManyCells: () => tooMany(fileName, { ja: 'セル', en: 'cells' }, limits.cells),
  };
  const read: ListedSheet[] = [];
  const seen = new Set<string>();
  for (const entry of main.sheets) {
    const { name } = entry;
    const target = targets.get(entry.relationship);
    if (target !== undefined && target.kind !== 'worksheet') continue;
    const part = target?.part ?? null;
    if (part === null) throw brokenWorkbook(fileName, `シート「${name}」の実体がない / sheet part missing`);
    // An edit names its sheet: two of one name, or two names of one part, would leave open which is meant.
    for (const key of [`part ${part}`, `name ${name.toLowerCase()}`]) {
      if (seen.has(key)) throw brokenWorkbook(fileName, `シート「${name}」×2 / sheet listed twice`);
      seen.add(key);
    }
    const items = {
      ja: `シート「${name}」の結合・入力規則・列など`,
      en: `merges, lists or columns in sheet "${name}"`,
    };
    const context: CellContext = {
      ...shared,
      broken: place => brokenWorkbook(fileName, `${name}!${place}`),
      tooManyItems: () => tooMany(fileName, items, limits.items),
    };
    read.push({ entry, part, content: await readSheet(book, part, await book.relationships(part), context) });
  }
  if (read.length === 0) throw brokenWorkbook(fileName, 'ワークシートがない / no worksheet');
  return read;
}

/** The sheets with their lists resolved, for which all of them must have been read. */
function resolveSheets(main: WorkbookPart, read: readonly ListedSheet[]): readonly Sheet[] {
  const readIndexes = new Map(read.map(({ entry }, index) => [entry, index]));
  // A name's sheet is counted among all that the workbook lists, chart sheets too.
  const indexes = main.sheets.map(entry => readIndexes.get(entry) ?? null);
  const names = main.names.map(name => ({ ...name, sheet: indexes[name.sheet ?? -1] ?? null }));
  const listed = read.map(({ entry: { name }, content: { sheet, tables } }) => ({ name, rows: sheet.rows, tables }));
  const resolver = new ListResolver(listed, names);
  return read.map(({ entry: { name, visible }, content: { sheet, tables, validations } }, index) => ({
    name,
    visible,
    ...sheet,
    tables: tables.map(table => ({ name: table.name, range: table.range, headerRows: table.headerRows })),
    validations: validations.flatMap(raw => resolver.resolve(index, raw)),
  }));
}
