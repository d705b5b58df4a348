import { zipOf } from '../../workbooks/fixtures/zip-of.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A paragraph (`##` gives a heading style, `- ` a list item), or a table. */
export type Block = string | { readonly table: readonly (readonly string[])[] };

function paragraph(text: string): string {
  const heading = text.match(/^(#+) (.*)$/);
  const item = text.match(/^- (.*)$/);
  const style = heading?.[1] ? `<w:pStyle w:val="${heading[1].length}"/>` : '';
  const list = item ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : '';
  const runs = (heading?.[2] ?? item?.[1] ?? text)
    .split('\t')
    .map(part => `<w:r><w:t xml:space="preserve">${xml(part)}</w:t></w:r>`)
    .join('<w:r><w:tab/></w:r>');
  return `<w:p><w:pPr>${style}${list}</w:pPr>${runs}</w:p>`;
}

/** A Word file of the smallest kind; `parts` adds or replaces parts. */
export function makeDocx(blocks: readonly Block[], parts: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const body = blocks
    .map(block =>
      typeof block === 'string'
        ? paragraph(block)
        : `<w:tbl>${block.table.map(row => `<w:tr>${row.map(cell => `<w:tc>${cell.split('\n').map(paragraph).join('')}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`,
    )
    .join('');
  const styles = [1, 2, 3]
    .map(level => `<w:style w:type="paragraph" w:styleId="${level}"><w:name w:val="heading ${level}"/></w:style>`)
    .join('');
  return zipOf({
    '[Content_Types].xml': utf8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': utf8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': utf8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${relations}/numbering" Target="numbering.xml"/></Relationships>`,
    ),
    'word/styles.xml': utf8(`<w:styles ${word}>${styles}</w:styles>`),
    'word/numbering.xml': utf8(
      `<w:numbering ${word}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ),
    'word/document.xml': utf8(`<w:document ${word}><w:body>${body}</w:body></w:document>`),
    ...parts,
  });
}

/** A line of a PDF page: text, font size, and the distance from the left edge and from the line above, in points. */
export interface PdfLine {
  readonly text: string;
  readonly size?: number;
  readonly x?: number;
  readonly gap?: number;
}

/** A table with rules around its cells; a cell's lines stand one below the other, and its text in the middle of the row. */
export interface PdfTable {
  readonly columns: readonly number[];
  readonly rows: readonly (readonly (readonly string[])[])[];
}

/** The drawing of a table below `top`: its text and its rules. */
function drawTable({ columns, rows }: PdfTable, top: number): { readonly content: string; readonly bottom: number } {
  const [left = 0] = columns;
  const right = columns.at(-1) ?? 0;
  const drawn: string[] = [];
  let y = top;
  for (const cells of rows) {
    const height = Math.max(...cells.map(lines => lines.length)) * 14 + 8;
    for (const [at, lines] of cells.entries()) {
      const first = y - (height - lines.length * 14) / 2 - 11;
      for (const [line, text] of lines.entries()) {
        drawn.push(`BT /F1 10 Tf 1 0 0 1 ${(columns[at] ?? 0) + 3} ${first - line * 14} Tm <${utf16Hex(text)}> Tj ET`);
      }
    }
    for (const x of columns) drawn.push(`${x} ${y} m ${x} ${y - height} l S`);
    drawn.push(`${left} ${y} m ${right} ${y} l S`, `${left} ${y - height} m ${right} ${y - height} l S`);
    y -= height;
  }
  return { content: drawn.join('\n'), bottom: y };
}

/**
 * A PDF whose Japanese font is not embedded and is encoded by a predefined character map, so that a reader without
 * such maps gets no text at all.
 */
export function makePdf(pages: readonly (readonly (PdfLine | PdfTable)[])[], encrypted = false): Uint8Array {
  const objects: string[] = [];
  const add = (text: string): number => objects.push(text);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${6 + at * 2} 0 R`).join(' ')}] >>`);
  add(
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R] >>',
  );
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 /W [1 [500]] /FontDescriptor 5 0 R >>',
  );
  add(
    '<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>',
  );
  for (const lines of pages) {
    let y = 800;
    const content = lines
      .map(line => {
        if ('columns' in line) {
          const { content: drawn, bottom } = drawTable(line, y - 10);
          y = bottom;
          return drawn;
        }
        const { text, size = 10, x = 60, gap = size * 1.6 } = line;
        y -= gap;
        return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${utf16Hex(text)}> Tj ET`;
      })
      .join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  const filler = '00'.repeat(32);
  const protection = encrypted
    ? add(`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${filler}> /U <${filler}> >>`)
    : 0;
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const extra = protection > 0 ? ` /Encrypt ${protection} 0 R /ID [<00> <00>]` : '';
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${extra} >>\nstartxref\n${start}\n%%EOF\n`;
  return utf8(file);
}

const utf16Hex = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');
