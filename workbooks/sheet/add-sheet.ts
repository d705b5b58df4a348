import { posix } from 'node:path';
import { columnName } from '../cell-ref.ts';
import { type AddedPart, rewriteZip } from '../package/rewrite-zip.ts';
import { type Splice, spliced, TagScanner } from '../package/tag-scanner.ts';
import { openPackage, relationshipsPart, type WorkbookPackage } from '../package/workbook-package.ts';
import { editXml, escapeXml } from '../package/xml-text.ts';
import type { ZipEntry } from '../package/zip.ts';
import { newCell } from './cell-xml.ts';
import { readWorkbookPart, type SheetEntry } from './workbook-part.ts';

const WORKSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const TRANSITIONAL = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};
const STRICT = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};
/** Excel's limit for a sheet's name. */
const MAX_NAME = 31;

/** A sheet that is added to a workbook. */
export interface NewSheet {
  /** Made unique and valid where it is not; see the result for the name that it got. */
  readonly name: string;
  /** The first row is the header: it stays in view and carries a filter. */
  readonly rows: readonly (readonly string[])[];
  /** Column widths in characters; default 20. */
  readonly widths?: readonly number[];
}

/**
 * Adds a worksheet of texts behind the last sheet. Of the parts that were there, only the workbook's list of sheets, its
 * relationships and the content types gain an entry; all others stay byte for byte. No style is added, so the texts look as
 * the workbook's default style says.
 * @throws InputError as `readWorkbook` does
 */
export async function addWorksheet(
  bytes: Uint8Array,
  sheet: NewSheet,
  fileName: string,
): Promise<{ readonly bytes: Uint8Array; readonly name: string }> {
  const book = await openPackage(bytes, fileName);
  const { sheets } = await readWorkbookPart(book);
  const relationships = await book.relationships(book.workbookPart);
  const name = uniqueName(sheet.name, sheets);
  const part = freePart(book);
  const id = freeId(relationships.map(relationship => relationship.id));
  const sheetId = Math.max(0, ...sheets.map(entry => entry.sheetId)) + 1;
  const replaced = new Map<ZipEntry, Uint8Array>();
  const edit = async (target: string, change: (xml: Buffer) => Buffer) => {
    const entry = book.entry(target);
    if (entry !== undefined) replaced.set(entry, editXml(await book.read(target), change));
  };
  let space = TRANSITIONAL;
  await edit(book.workbookPart, xml => {
    if (xml.includes(STRICT.main)) space = STRICT;
    const attributes = `name="${escapeXml(name)}" sheetId="${sheetId}" r:id="${id}"`;
    return append(xml, 'sheets', prefix => `<${prefix}sheet xmlns:r="${space.relationships}" ${attributes}/>`);
  });
  await edit(relationshipsPart(book.workbookPart), xml => {
    const type = `${space.relationships}/worksheet`;
    return append(xml, 'Relationships', p => `<${p}Relationship Id="${id}" Type="${type}" Target="/${part}"/>`);
  });
  await edit('[Content_Types].xml', xml =>
    append(xml, 'Types', prefix => `<${prefix}Override PartName="/${part}" ContentType="${WORKSHEET_TYPE}"/>`),
  );
  const added: AddedPart = { name: part, bytes: Buffer.from(sheetXml(sheet, space.main), 'utf8') };
  return { bytes: await rewriteZip(book.archive, replaced, [added]), name };
}

/** The XML with one more child at the end of the first element of the name. */
function append(xml: Buffer, element: string, child: (prefix: string) => string): Buffer {
  const scanner = new TagScanner(xml);
  for (let tag = scanner.next(); tag !== null; tag = scanner.next()) {
    if (tag.name !== element) continue;
    const text = child(tag.prefix);
    const empty: Splice = { start: tag.end - 2, end: tag.end, text: `>${text}</${tag.prefix}${element}>` };
    if (tag.kind === 'empty') return spliced(xml, [empty]);
    if (tag.kind === 'close') return spliced(xml, [{ start: tag.start, end: tag.start, text }]);
  }
  return xml;
}

/** The name without what Excel forbids, numbered where a sheet of that name (in any case) exists. */
function uniqueName(wanted: string, sheets: readonly SheetEntry[]): string {
  const taken = new Set(sheets.map(entry => entry.name.toLowerCase()));
  const base =
    wanted
      .replace(/[\u0000-\u001F[\]:*?/\\]|^'|'$/g, ' ')
      .trim()
      .slice(0, MAX_NAME) || 'Sheet';
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = base.slice(0, MAX_NAME - suffix.length) + suffix;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function freePart(book: WorkbookPackage): string {
  const folder = posix.join(posix.dirname(book.workbookPart), 'worksheets');
  for (let number = 1; ; number++) {
    const part = posix.join(folder, `sheet${number}.xml`);
    if (book.entry(part) === undefined) return part;
  }
}

function freeId(taken: readonly string[]): string {
  for (let number = 1; ; number++) if (!taken.includes(`rId${number}`)) return `rId${number}`;
}

function sheetXml({ rows, widths = [] }: NewSheet, space: string): string {
  const columns = Math.max(1, ...rows.map(row => row.length));
  const cols = Array.from({ length: columns }, (_, at) => {
    return `<col min="${at + 1}" max="${at + 1}" width="${widths[at] ?? 20}" customWidth="1"/>`;
  });
  const data = rows.map((row, at) => {
    const cells = row.map((text, column) =>
      text === '' ? '' : newCell('', `${columnName(column + 1)}${at + 1}`, undefined, text),
    );
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<worksheet xmlns="${space}"><sheetViews><sheetView workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${cols.join('')}</cols><sheetData>${data.join('')}</sheetData>`,
    rows.length > 1 ? `<autoFilter ref="A1:${columnName(columns)}${rows.length}"/>` : '',
    '</worksheet>',
  ].join('');
}
