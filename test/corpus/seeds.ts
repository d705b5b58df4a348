import { inline, relationshipsXml, workbookParts } from '../workbooks/fixtures/make-workbook.ts';

type Parts = Record<string, string | Uint8Array>;

const styles =
  '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><fonts><font/><font><b/></font></fonts>' +
  '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFD9E1F2"/></patternFill></fill></fills>' +
  '<cellXfs><xf/><xf fontId="1" fillId="1"/><xf numFmtId="9"/><xf numFmtId="170"/><xf><protection locked="0"/></xf></cellXfs>';

/** A checklist with all that readers stumble over: lists, merges, a Table, a formula, checkboxes, a pivot, rich text. */
function rich(): Parts {
  const head = `<row r="3">${['No', '分類', '質問', '回答', '備考'].map((text, at) => inline(`${'ABCDE'[at]}3`, text, 1)).join('')}</row>`;
  const rows = Array.from({ length: 12 }, (_, at) => {
    const r = at + 4;
    return `<row r="${r}" spans="1:5"><c r="A${r}"><v>${at + 1}</v></c><c r="B${r}" t="s" s="1"><v>1</v></c><c r="C${r}" t="s"><v>0</v></c><c r="D${r}" s="4"/><c r="E${r}" s="4"/></row>`;
  });
  const tail =
    '<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c s="3"><v>45869</v></c><c s="2"><v>0.5</v></c><c><f>SUM(A4:A9)</f><v>21</v></c></row>';
  return workbookParts({
    sheets: [
      {
        name: 'チェックシート',
        before:
          '<dimension ref="A1:E16"/><cols><col min="1" max="2" width="8" style="1"/><col min="4" max="4" width="30" hidden="1"/></cols>',
        data: `<row r="1">${inline('A1', '確認表')}</row>${head}${rows.join('')}${tail}`,
        after:
          '<sheetProtection sheet="1"/><protectedRanges><protectedRange sqref="E4:E9" name="a"/></protectedRanges><autoFilter ref="A3:E15"/>' +
          '<mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="B4:B6"/></mergeCells>' +
          '<dataValidations count="2"><dataValidation type="list" showErrorMessage="1" sqref="D4:D15"><formula1>判定</formula1></dataValidation>' +
          '<dataValidation type="list" sqref="E4:E9"><formula1>$A4:$C4</formula1></dataValidation></dataValidations>' +
          '<controls><control shapeId="1" r:id="rId2"><controlPr><anchor><from><col>1</col><row>6</row></from></anchor></controlPr></control></controls>',
        relationships: [
          ['table', '../tables/table1.xml'],
          ['ctrlProp', '../ctrlProps/ctrlProp1.xml'],
          ['vmlDrawing', '../drawings/vmlDrawing1.vml'],
          ['pivotTable', '../pivotTables/pivotTable1.xml'],
        ],
      },
      {
        name: 'リスト',
        state: 'hidden',
        data: `<row r="1">${inline('A1', '○')}</row><row r="2">${inline('A2', '×')}</row>`,
      },
    ],
    strings: [
      'データは暗号化されていますか。',
      '<r><t>暗号</t></r><r><t>管理</t></r><rPh sb="0" eb="2"><t>アンゴウ</t></rPh>',
    ],
    styles,
    before: '<workbookPr date1904="0"/>',
    after:
      '<definedNames><definedName name="判定">リスト!$A$1:$A$2</definedName><definedName name="x" localSheetId="0">判定</definedName></definedNames><calcPr calcId="191029"/>',
    parts: {
      'xl/tables/table1.xml':
        '<table displayName="T" ref="A3:E15"><tableColumns><tableColumn name="No"/></tableColumns></table>',
      'xl/ctrlProps/ctrlProp1.xml': '<formControlPr objectType="CheckBox" fmlaLink="$G$7"/>',
      'xl/drawings/vmlDrawing1.vml':
        '<xml><ClientData ObjectType="Checkbox"><Anchor>1,0,2,0,3,0,4,0</Anchor></ClientData></xml>',
      'xl/pivotTables/pivotTable1.xml': '<pivotTableDefinition><location ref="H1:J9"/></pivotTableDefinition>',
    },
  });
}

/** A sheet with a prefix, without references, in the Strict namespaces. */
function odd(): Parts {
  const main = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
  const office = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
  const cell = (text: string) => `<x:c t='inlineStr'><x:is><x:t>${text}</x:t></x:is></x:c>`;
  const rows = Array.from(
    { length: 8 },
    (_, at) => `<x:row>${cell(`Q${at + 1}`)}${cell('Do you encrypt data at rest?')}<x:c/></x:row>`,
  );
  const strict = (xml: string) =>
    xml.replaceAll('http://schemas.openxmlformats.org/officeDocument/2006/relationships', office);
  const parts = workbookParts({ sheets: [{ name: 'Q' }] });
  return {
    ...parts,
    '_rels/.rels': strict(relationshipsXml([['officeDocument', 'xl/workbook.xml']])),
    'xl/_rels/workbook.xml.rels': strict(relationshipsXml([['worksheet', '/xl/worksheets/sheet1.xml']])),
    'xl/worksheets/sheet1.xml': `<?xml version='1.0'?><x:worksheet xmlns:x='${main}'><x:sheetData>${rows.join('')}</x:sheetData></x:worksheet>`,
  };
}

/** The smallest workbooks: one cell, no cell. */
function small(): Parts {
  return workbookParts({
    sheets: [
      { name: 'S', data: '<row r="1"><c r="A1"/></row>' },
      { name: 'E', data: '<sheetData/>' },
    ],
  });
}

/** What is damaged, by name. */
export const SEEDS: Readonly<Record<string, Parts>> = { rich: rich(), odd: odd(), small: small() };
