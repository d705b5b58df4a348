import type { Matcher } from '../../../matchers/index.ts';
import type { Answer, Citation, Status } from '../../../matchers/model.ts';
import { inline, makeWorkbook, relationshipsXml, workbookParts } from '../../workbooks/fixtures/make-workbook.ts';
import { zipOf } from '../../workbooks/fixtures/zip-of.ts';

/** Questions that the scripted matcher answers, leaves to review, leaves blank, and answers with two citations. */
export const ASKED = [
  'データのバックアップを定期的に取得していますか。',
  '通信経路を暗号化していますか。',
  '社員食堂の献立を毎週公開していますか。',
  'システムの操作ログを取得し、保管していますか。',
] as const;

const citation = (section: string, quote: string, score: number): Citation => ({
  section,
  control: section.startsWith('sec.') ? null : section,
  title: `節 ${section}`,
  quote,
  disclosure: { title: '安全性のご案内', version: '1.0版', effective: '2025-04-01' },
  score,
});

/** Says the same to the same question, whatever the shipped weights are. */
export const scripted: Matcher = {
  service: 'own',
  answer({ id, question }): Answer {
    const at = ASKED.indexOf(question as (typeof ASKED)[number]);
    const status: Status = (['answered', 'review', 'no-evidence', 'answered'] as const)[at] ?? 'no-evidence';
    const quoted = [1, 1, 0, 2][at] ?? 0;
    return {
      id,
      service: 'own',
      status,
      verdict: status === 'no-evidence' ? 'unknown' : 'yes',
      confidence: [0.97, 0.6, 0.02, 0.96][at] ?? 0,
      evidence: 0.9,
      citations: [
        citation('12.3.1', '=毎日取得します。', 0.91),
        citation('sec.scope', '範囲は次のとおりです。\n東京と大阪です。', 0.4),
      ],
      quoted,
      uncovered: [],
      controls: [],
      explanation: { terms: [], guards: [], againstYes: [], precedents: [] },
    };
  },
};

const HEADER = ['No.', '質問', '回答（○/×）', '備考'];
const table = (asked: readonly string[] = ASKED) => {
  const line = (row: number, texts: readonly string[]) =>
    `<row r="${row}">${texts.map((text, at) => inline(`${'ABCD'[at]}${row}`, text)).join('')}</row>`;
  return line(1, HEADER) + asked.map((text, at) => line(at + 2, [String(at + 1), text])).join('');
};

/** A checklist with a list of ○ and ×; `sheets` stand behind it. */
export const checklistXlsx = (sheets: readonly string[] = [], asked: readonly string[] = ASKED): Buffer =>
  makeWorkbook({
    sheets: [
      {
        name: 'チェックシート',
        data: table(asked),
        after:
          '<dataValidations><dataValidation type="list" sqref="C2:C9"><formula1>"○,×"</formula1></dataValidation></dataValidations>',
      },
      ...sheets.map(name => ({ name })),
    ],
  });

export const MACRO = Buffer.from('not really a macro, but nothing may touch it');

/** The same with a macro project, as .xlsm files have it. */
export function checklistXlsm(): Buffer {
  const parts = workbookParts({
    sheets: [{ name: 'チェックシート', data: table() }],
    parts: { 'xl/vbaProject.bin': MACRO },
  });
  const types = String(parts['[Content_Types].xml'])
    .replace('spreadsheetml.sheet.main+xml', 'x-macro')
    .replace(
      'application/vnd.openxmlformats-officedocument.x-macro',
      'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    )
    .replace('<Override', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override');
  const relationships = relationshipsXml([
    ['worksheet', 'worksheets/sheet1.xml'],
    ['vbaProject', 'vbaProject.bin'],
  ]).replace(/"[^"]*\/vbaProject"/, '"http://schemas.microsoft.com/office/2006/relationships/vbaProject"');
  return zipOf({ ...parts, '[Content_Types].xml': types, 'xl/_rels/workbook.xml.rels': relationships });
}

/** The same as delimited text with Windows line breaks. */
export const checklistText = (delimiter: ',' | '\t'): string =>
  [HEADER, ...ASKED.map((text, at) => [String(at + 1), text, '', ''])]
    .map(fields => fields.join(delimiter))
    .join('\r\n');
