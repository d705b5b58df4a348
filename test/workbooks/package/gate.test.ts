import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../../workbooks/index.ts';
import { LIMITS } from '../../../workbooks/package/limits.ts';
import { openPackage } from '../../../workbooks/package/workbook-package.ts';
import { loadWorkbook } from '../../../workbooks/sheet/load-workbook.ts';
import { inline, makeSheet, makeWorkbook, relationshipsXml, workbookParts } from '../fixtures/make-workbook.ts';
import { refusalOf } from '../fixtures/refusal-of.ts';
import { zipOf } from '../fixtures/zip-of.ts';

const OLE2 = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ole2With = (stream: string) => Buffer.concat([OLE2, Buffer.alloc(600), Buffer.from(stream, 'utf16le')]);
const parts = () => workbookParts({ sheets: [{ name: 'S', data: `<row r="1">${inline('A1', 'あ')}</row>` }] });
const withTypes = (contentType: string, main: string) =>
  zipOf({
    '[Content_Types].xml': `<Types><Override PartName="/${main}" ContentType="${contentType}"/></Types>`,
    '_rels/.rels': relationshipsXml([['officeDocument', main]]),
    [main]: '<x/>',
  });

describe('what a file is', () => {
  const OOXML = 'application/vnd.openxmlformats-officedocument';
  test.each<[string, string, Uint8Array]>([
    ['an empty file', 'empty-file', Buffer.alloc(0)],
    ['plain text', 'not-a-workbook', Buffer.from('質問,回答')],
    ['HTML under a workbook name', 'not-a-workbook', Buffer.from('<html><table>')],
    ['a PDF', 'not-a-workbook', Buffer.from('%PDF-1.7')],
    [
      'a Word document',
      'not-a-workbook',
      withTypes(`${OOXML}.wordprocessingml.document.main+xml`, 'word/document.xml'),
    ],
    ['a presentation', 'not-a-workbook', withTypes(`${OOXML}.presentationml.presentation.main+xml`, 'ppt/p.xml')],
    ['some other zip', 'not-a-workbook', zipOf({ 'readme.txt': 'hello' })],
    ['an old .xls', 'old-xls', ole2With('Workbook')],
    ['an old Word document', 'not-a-workbook', ole2With('WordDocument')],
    ['an encrypted workbook', 'encrypted', ole2With('EncryptedPackage')],
    ['an .xlsb', 'xlsb', withTypes('application/vnd.ms-excel.sheet.binary.macroEnabled.main', 'xl/workbook.bin')],
    ['an .ods', 'ods', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' })],
    [
      'XML Spreadsheet 2003',
      'old-xls',
      Buffer.from('<?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
    ],
    ['a zip that is cut off', 'broken-workbook', zipOf(parts()).subarray(0, 400)],
  ])('%s is refused as %s, in both languages and with the file’s name', async (_, code, bytes) => {
    const refusal = await refusalOf(readWorkbook(bytes, '確認票.xlsx'));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain('確認票.xlsx');
    expect(refusal.en).toContain('確認票.xlsx');
    expect(refusal.en).not.toMatch(/undefined|\[object/);
  });

  test('a workbook is known by its content, not by its name', async () => {
    const workbook = await readWorkbook(zipOf(parts()), 'renamed.csv');
    expect(workbook.sheets[0]?.rows.get(1)?.get(1)?.text).toBe('あ');
  });

  test('a zip entry that is encrypted the old way counts as an encrypted workbook', async () => {
    const entries = Object.entries(parts()).map(([name, content]) => ({ name, content, lie: { flags: 1 } }));
    expect((await refusalOf(readWorkbook(zipOf(entries), 'a.xlsx'))).code).toBe('encrypted');
  });
});

describe('what a file may cost', () => {
  const bomb = Buffer.alloc(9_000_000, 0x20);
  const sheetAs = (content: Uint8Array, lie = {}) =>
    zipOf(
      Object.entries(parts()).map(([name, made]) =>
        name.endsWith('sheet1.xml') ? { name, content, lie } : { name, content: made },
      ),
    );

  test('a part that is packed far beyond what sheets are is refused before it is unpacked', async () => {
    expect((await refusalOf(readWorkbook(sheetAs(bomb), 'a.xlsx'))).code).toBe('zip-bomb');
  });

  test('a bomb that declares a small size is stopped while it unpacks', async () => {
    const refusal = await refusalOf(readWorkbook(sheetAs(bomb, { bytes: 1000 }), 'a.xlsx'));
    expect(refusal.code).toBe('broken-workbook');
    expect(refusal.en).toContain('sheet1.xml');
  });

  test('entries that share the same packed bytes are refused', async () => {
    const zip = sheetAs(Buffer.from('<worksheet/>'), { packedBytes: 60_000 });
    expect((await refusalOf(readWorkbook(zip, 'a.xlsx'))).code).toBe('zip-bomb');
  });

  test.each<[string, Partial<typeof LIMITS>]>([
    ['bytes of the file', { fileBytes: 500 }],
    ['parts', { parts: 4 }],
    ['bytes of one part', { partBytes: 100 }],
    ['bytes in all', { totalBytes: 1000 }],
    ['cells', { cells: 0 }],
  ])('more than the allowed %s is too large', async (_, limit) => {
    const refusal = await refusalOf(loadWorkbook(zipOf(parts()), 'a.xlsx', { ...LIMITS, ...limit }));
    expect(refusal.code).toBe('too-large');
  });

  test('more merges than allowed are too large', async () => {
    const bytes = makeSheet('', { after: '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>' });
    expect((await refusalOf(loadWorkbook(bytes, 'a.xlsx', { ...LIMITS, items: 1 }))).code).toBe('too-large');
  });

  test.each([
    ['elements inside one another', '<a>'.repeat(LIMITS.xmlDepth + 1)],
    [
      'attributes of one element',
      `<a ${Array.from({ length: LIMITS.xmlAttributes + 1 }, (_, i) => `a${i}="1"`).join(' ')}/>`,
    ],
  ])('too many %s are refused, not piled up', async (_, xml) => {
    const refusal = await refusalOf(readWorkbook(sheetAs(Buffer.from(`<worksheet>${xml}</worksheet>`)), 'a.xlsx'));
    expect(refusal.code).toBe('broken-workbook');
    expect(refusal.en).toContain('too many');
  });

  test.each<[string, string]>([
    ['sheets and names', `<definedName name="a"/>`],
    ['styles', '<xf/>'],
    ['relationships', '<Relationship Id="a"/>'],
    ['merges', '<mergeCell ref="A1:B2"/>'],
    ['shared strings', '<si/>'],
  ])('a list of %s that is longer than any real one is too large', async (what, item) => {
    const list = item.repeat(40);
    const bytes = makeWorkbook({
      sheets: [{ name: 'S', after: what === 'merges' ? list : '' }],
      after: what === 'sheets and names' ? list : '',
      styles: what === 'styles' ? `<cellXfs>${list}</cellXfs>` : '',
      parts: {
        ...(what === 'shared strings' ? { 'xl/sharedStrings.xml': `<sst>${list}</sst>` } : {}),
        ...(what === 'relationships'
          ? { 'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships>${list}</Relationships>` }
          : {}),
      },
      strings: [],
    });
    const refusal = await refusalOf(loadWorkbook(bytes, 'a.xlsx', { ...LIMITS, items: 20, cells: 20 }));
    expect(refusal.code).toBe('too-large');
    expect(refusal.en).toContain(what);
  });

  test('a text that never ends is not gathered in memory', async () => {
    const refusal = await refusalOf(
      loadWorkbook(sheetAs(Buffer.from(`<worksheet><a b="${'x'.repeat(400_000)}"/></worksheet>`)), 'a.xlsx', {
        ...LIMITS,
        xmlPiece: 100_000,
      }),
    );
    expect(refusal.en).toContain('too long a text');
  });

  test('a part that is read again and again counts each time', async () => {
    const made = workbookParts({
      sheets: Array.from({ length: 30 }, (_, at) => ({
        name: `S${at}`,
        relationships: [['table', '/xl/t.xml'] as const],
      })),
      parts: {
        'xl/t.xml': `<table ref="A1:B2"><tableColumns>${'<tableColumn name="x"/>'.repeat(200)}</tableColumns></table>`,
      },
    });
    const declared = Object.values(made).reduce((sum, part) => sum + Buffer.byteLength(String(part)), 0);
    const read = loadWorkbook(zipOf(made), 'a.xlsx', { ...LIMITS, totalBytes: declared });
    expect((await refusalOf(read)).en).toContain('bytes to read');
  });

  test('many attributes over many elements are fine', async () => {
    const row = (r: number) => `<row r="${r}"><c r="A${r}" s="0"/></row>`;
    const data = Array.from({ length: LIMITS.xmlAttributes }, (_, at) => row(at + 1)).join('');
    expect((await readWorkbook(makeSheet(data), 'a.xlsx')).sheets).toHaveLength(1);
  });
});

describe('what a part may say', () => {
  test.each(['xl/workbook.xml', 'xl/worksheets/sheet1.xml', '_rels/.rels', '[Content_Types].xml'])(
    'a DOCTYPE in %s is refused',
    async name => {
      const made = parts();
      const xml = String(made[name]).replace(/^<\?xml[^>]*\?>\s*/, '');
      const evil = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>${xml}`;
      const refusal = await refusalOf(readWorkbook(zipOf({ ...made, [name]: evil }), 'a.xlsx'));
      expect(refusal.code).toBe('doctype');
      expect(refusal.message).toContain(name);
    },
  );

  test('data that does not fit its checksum is refused, naming the part', async () => {
    const entries = Object.entries(parts()).map(([name, content]) => ({
      name,
      content,
      lie: name === 'xl/workbook.xml' ? { crc: 1 } : {},
    }));
    const refusal = await refusalOf(readWorkbook(zipOf(entries), 'a.xlsx'));
    expect(refusal.code).toBe('broken-workbook');
    expect(refusal.en).toContain('xl/workbook.xml');
  });

  test('two entries of one name (in any case) are refused: programs would read different ones', async () => {
    const entries = Object.entries(parts()).map(([name, content]) => ({ name, content }));
    const zip = zipOf([...entries, { name: 'xl/Workbook.xml', content: '<x/>' }]);
    expect((await refusalOf(readWorkbook(zip, 'a.xlsx'))).code).toBe('broken-workbook');
  });

  test.each<[string, string]>([
    ['one part', '<sheet name="T" sheetId="2" r:id="rId1"/>'],
    ['one name', '<sheet name="s" sheetId="2" r:id="rId2"/>'],
  ])('two sheets of %s are refused: an edit could not tell which one it means', async (_, second) => {
    const made = workbookParts({ sheets: [{ name: 'S' }, { name: 'T' }] });
    const book = String(made['xl/workbook.xml']).replace(/<sheet name="T"[^>]*>/, second);
    const refusal = await refusalOf(readWorkbook(zipOf({ ...made, 'xl/workbook.xml': book }), 'a.xlsx'));
    expect([refusal.code, refusal.en.includes('listed twice')]).toEqual(['broken-workbook', true]);
  });

  test('a long piece of the file is not repeated whole in the message', async () => {
    const zip = zipOf({
      ...parts(),
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="${'9'.repeat(9000)}"/></sheetData></worksheet>`,
    });
    expect((await refusalOf(readWorkbook(zip, 'a.xlsx'))).message.length).toBeLessThan(500);
  });

  test.each(['xl/workbook.xml', 'xl/worksheets/sheet1.xml'])('a missing %s is told', async name => {
    const { [name]: _, ...rest } = parts();
    const refusal = await refusalOf(readWorkbook(zipOf(rest), 'a.xlsx'));
    expect(refusal.code).toBe('broken-workbook');
    expect(refusal.message).toMatch(/なし|実体がない/);
  });

  test('XML that is cut, or bytes that are no UTF-8, are damage', async () => {
    for (const bad of [Buffer.from('<worksheet><sheetData>'), Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c])]) {
      const zip = zipOf({ ...parts(), 'xl/worksheets/sheet1.xml': bad });
      expect((await refusalOf(readWorkbook(zip, 'a.xlsx'))).code).toBe('broken-workbook');
    }
  });
});

describe('how parts are found', () => {
  const renamed = (change: (name: string) => string, content: (text: string) => string = text => text) =>
    zipOf(Object.fromEntries(Object.entries(parts()).map(([name, made]) => [change(name), content(String(made))])));

  test.each<[string, Uint8Array]>([
    ['in capitals', renamed(name => name.replace('xl/', 'XL/').replace('sheet1', 'Sheet1'))],
    ['with backslashes', renamed(name => name.replaceAll('/', '\\'))],
    ['with a slash in front', renamed(name => `/${name}`)],
    [
      'by absolute targets',
      renamed(
        name => name,
        text => text.replace('"worksheets/', '"/xl/worksheets/'),
      ),
    ],
    [
      'by escaped targets',
      renamed(
        name => name.replace('sheet1', 'sheet 1'),
        text => text.replace('sheet1.xml"', 'sheet%201.xml"'),
      ),
    ],
    [
      'elsewhere',
      renamed(
        name => name.replace('xl/worksheets', 'data'),
        text => text.replace('worksheets/', '../data/'),
      ),
    ],
  ])('%s', async (_, bytes) => {
    const workbook = await readWorkbook(bytes, 'a.xlsx');
    expect(workbook.sheets[0]?.rows.get(1)?.get(1)?.text).toBe('あ');
  });

  test('in the Strict namespaces', async () => {
    const strict = (text: string) =>
      text
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        );
    const workbook = await readWorkbook(
      renamed(name => name, strict),
      'a.xlsx',
    );
    expect(workbook.sheets[0]?.rows.get(1)?.get(1)?.text).toBe('あ');
  });

  test('targets outside the package lead to no part', async () => {
    const made = parts();
    const rels = String(made['xl/_rels/workbook.xml.rels']).replace(
      '</Relationships>',
      '<Relationship Id="x" Type="a/externalLink" Target="../../../etc/passwd"/><Relationship Id="y" Type="a/hyperlink" TargetMode="External" Target="xl/workbook.xml"/></Relationships>',
    );
    const book = await openPackage(zipOf({ ...made, 'xl/_rels/workbook.xml.rels': rels }), 'a.xlsx');
    const outside = (await book.relationships('xl/workbook.xml')).filter(r => r.id === 'x' || r.id === 'y');
    expect(outside.map(r => r.part)).toEqual([null, null]);
  });
});
