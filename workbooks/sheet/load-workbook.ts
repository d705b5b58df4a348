import type { Message } from '../../knowledge/errors.ts';
import type { Sheet, Workbook } from '../model.ts';
import type { Limits } from '../package/limits.ts';
import { brokenWorkbook, tooMany } from '../package/refusals.ts';
import { openPackage, type WorkbookPackage } from '../package/workbook-package.ts';
import type { CellContext } from './cell-reader.ts';
import { ListResolver } from './list-options.ts';
import { type ReadSheet, readSheet } from './read-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { readWorkbookPart, type SheetEntry } from './workbook-part.ts';

/** What the writer needs of a worksheet beside the model. */
export interface WorksheetPart extends Pick<ReadSheet, 'arrayRanges' | 'pivotRanges' | 'isOrdered'> {
  readonly part: string;
}

/** A workbook as read, with what the writer needs beside it. */
export interface LoadedWorkbook {
  readonly workbook: Workbook;
  readonly package: WorkbookPackage;
  /** Every sheet that the workbook lists, chart sheets too. */
  readonly entries: readonly SheetEntry[];
  /** By sheet name. */
  readonly worksheets: ReadonlyMap<string, WorksheetPart>;
}

/**
 * Reads every worksheet of a workbook.
 * @throws InputError naming the part or cell that cannot be read, or what the file is instead of a workbook
 */
export async function loadWorkbook(bytes: Uint8Array, fileName: string, limits?: Limits): Promise<LoadedWorkbook> {
  const book = await openPackage(bytes, fileName, limits);
  const main = await readWorkbookPart(book);
  const relationships = await book.relationships(book.workbookPart);
  const partOf = (kind: string) => relationships.find(r => r.kind === kind)?.part ?? null;
  const strings = await readSharedStrings(book, partOf('sharedStrings'));
  const styles = await readStyles(book, partOf('styles'));
  const budget = { cells: book.limits.cells, blankCells: book.limits.blankCells };
  const targets = new Map(relationships.map(relationship => [relationship.id, relationship]));
  const read: { readonly entry: SheetEntry; readonly part: string; readonly content: ReadSheet }[] = [];
  const seen = new Set<string>();
  for (const entry of main.sheets) {
    const relationship = targets.get(entry.relationship);
    if (relationship !== undefined && relationship.kind !== 'worksheet') continue;
    const part = relationship?.part ?? null;
    if (part === null) throw brokenWorkbook(fileName, `シート「${entry.name}」の実体がない / sheet part missing`);
    const keys = [`part ${part}`, `name ${entry.name.toLowerCase()}`];
    if (keys.some(key => seen.has(key)))
      throw brokenWorkbook(fileName, `シート「${entry.name}」×2 / sheet listed twice`);
    for (const key of keys) seen.add(key);
    const context: CellContext = {
      strings,
      styles,
      date1904: main.date1904,
      budget,
      broken: place => brokenWorkbook(fileName, `${entry.name}!${place}`),
      tooManyCells: () => tooMany(fileName, { ja: 'セル', en: 'cells' }, book.limits.cells),
      tooManyItems: () =>
        tooMany(
          fileName,
          {
            ja: `シート「${entry.name}」の結合・入力規則・列など`,
            en: `merges, lists or columns in sheet "${entry.name}"`,
          },
          book.limits.items,
        ),
    };
    read.push({ entry, part, content: await readSheet(book, part, await book.relationships(part), context) });
  }
  if (read.length === 0) throw brokenWorkbook(fileName, 'ワークシートがない / no worksheet');
  const sheets = read.map(({ entry, content }) => ({
    name: entry.name,
    rows: content.sheet.rows,
    tables: content.tables,
  }));
  const readIndexes = new Map(read.map(({ entry }, index) => [entry, index]));
  const indexes = main.sheets.map(entry => readIndexes.get(entry) ?? null);
  const names = main.names.map(name => ({
    ...name,
    sheet: name.sheet === null ? null : (indexes[name.sheet] ?? null),
  }));
  const resolver = new ListResolver(sheets, names);
  const resolved = read.map(
    ({ entry, content }, index): Sheet => ({
      name: entry.name,
      visible: entry.visible,
      ...content.sheet,
      tables: content.tables.map(({ name, range, headerRows }) => ({ name, range, headerRows })),
      validations: content.validations.flatMap(raw => resolver.resolve(index, raw)),
    }),
  );
  const hasFormulas = read.some(({ content }) => content.hasFormulas);
  const hasMacros = partOf('vbaProject') !== null;
  const messages = [
    ...(await packageMessages(book)),
    ...read.flatMap((sheet, index) => sheetMessages(sheet, resolved[index])),
  ];
  return {
    workbook: { fileName, sheets: resolved, hasMacros, hasFormulas, messages },
    package: book,
    entries: main.sheets,
    worksheets: new Map(read.map(({ entry, part, content }) => [entry.name, { ...content, part }])),
  };
}

async function packageMessages(book: WorkbookPackage): Promise<readonly Message[]> {
  const signed = (await book.relationships('')).some(({ target }) => /_xmlsignatures|digital-signature/i.test(target));
  if (!signed) return [];
  return [
    {
      severity: 'warning',
      code: 'signature-will-break',
      where: book.fileName,
      text: 'このブックには電子署名があります。回答を書き込むと署名は無効になります。',
      en: 'This workbook is digitally signed. Writing answers into it invalidates the signature.',
    },
  ];
}

function sheetMessages(read: { readonly content: ReadSheet }, sheet: Sheet | undefined): readonly Message[] {
  if (sheet === undefined) return [];
  const where = sheet.name;
  const messages: Message[] = [];
  if (sheet.validations.some(validation => validation.options === null)) {
    messages.push({
      severity: 'info',
      code: 'list-not-resolved',
      where,
      text: '入力規則のリストのうち、数式 (INDIRECT など) や別のブックによるものは選択肢を読み取れません。',
      en: 'Lists that a formula (such as INDIRECT) or another workbook supplies cannot be resolved to their values.',
    });
  }
  if (read.content.blanksDropped) {
    messages.push({
      severity: 'info',
      code: 'blank-cells-left-out',
      where,
      text: '書式だけの空白セルが多いため、表から遠いものは読み飛ばしました。',
      en: 'There are many blank cells with nothing but a style; those far from the tables were left out.',
    });
  }
  if (read.content.unreadDrawings.length > 0) {
    messages.push({
      severity: 'info',
      code: 'drawing-not-read',
      where,
      text: `図形 (${read.content.unreadDrawings.join(', ')}) を読み取れないため、その中のチェックボックスは分かりません。`,
      en: `Checkboxes in ${read.content.unreadDrawings.join(', ')} are not known: the drawing cannot be read.`,
    });
  }
  return messages;
}
