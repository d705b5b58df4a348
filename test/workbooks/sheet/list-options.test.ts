import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../../workbooks/index.ts';
import type { ListValidation, Workbook } from '../../../workbooks/model.ts';
import { inline, makeWorkbook } from '../fixtures/make-workbook.ts';

const list = (sqref: string, formula: string, more = 'showErrorMessage="1"') =>
  `<dataValidations count="1"><dataValidation type="list" ${more} sqref="${sqref}"><formula1>${formula}</formula1></dataValidation></dataValidations>`;

/** A workbook whose sheet S has the validation and whose sheet 「リスト 1」 holds ○ △ × in A1:A4 (A3 is blank). */
function read(after: string, more: { names?: string; data?: string } = {}): Promise<Workbook> {
  const values = `<row r="1">${inline('A1', '○')}</row><row r="2">${inline('A2', '△')}</row><row r="4">${inline('A4', '×')}</row>`;
  const bytes = makeWorkbook({
    sheets: [
      { name: 'S', after, data: more.data ?? '' },
      {
        name: 'リスト 1',
        data: values,
        relationships: [['table', '../tables/t.xml']],
      },
    ],
    after: `<definedNames>${more.names ?? ''}</definedNames>`,
    parts: {
      'xl/tables/t.xml':
        '<table displayName="選択肢" ref="A1:A4" headerRowCount="1"><tableColumns><tableColumn name="値"/></tableColumns></table>',
    },
  });
  return readWorkbook(bytes, 'a.xlsx');
}

async function validations(after: string, more = {}): Promise<readonly ListValidation[]> {
  return (await read(after, more)).sheets[0]?.validations ?? [];
}

describe('where a list takes its values from', () => {
  const name = (text: string, formula: string, sheet = '') =>
    `<definedName name="${text}"${sheet}>${formula}</definedName>`;
  test.each<[string, string, string, readonly string[] | null]>([
    ['the validation itself', '"はい, いいえ,該当なし"', '', ['はい', 'いいえ', '該当なし']],
    ['the validation itself, with quotes', '"a""b,c"', '', ['a"b', 'c']],
    ['another sheet', "'リスト 1'!$A$1:$A$4", '', ['○', '△', '×']],
    ['a whole column of it', "'リスト 1'!$A:$A", '', ['○', '△', '×']],
    ['a defined name', '判定', name('判定', "'リスト 1'!$A$1:$A$2"), ['○', '△']],
    ['a defined name in another case', 'ANSWERS', name('answers', "'リスト 1'!$A$1"), ['○']],
    [
      'a name of the sheet before one of the workbook',
      'n',
      name('n', '"b"') + name('n', '"a"', ' localSheetId="0"'),
      ['a'],
    ],
    ['a name that leads to a name', 'n', name('n', 'm') + name('m', '"x,y"'), ['x', 'y']],
    ['a Table column', '選択肢[値]', '', ['△', '×']],
    ['a name for a Table column', 'n', name('n', '選択肢[値]'), ['△', '×']],
    ['INDIRECT', 'INDIRECT("x")', '', null],
    ['another workbook', '[1]Sheet1!$A$1:$A$2', '', null],
    ['a sheet that is gone', 'なし!$A$1', '', null],
    ['a broken reference', '#REF!', '', null],
    ['a name that leads to itself', 'n', name('n', 'n'), null],
  ])('%s', async (_, formula, names, options) => {
    const [validation] = await validations(list('F8:F20', formula.replaceAll('"', '&quot;')), { names });
    expect(validation?.options).toEqual(options);
    expect(validation?.ranges).toEqual([{ top: 8, left: 6, bottom: 20, right: 6 }]);
  });

  test('a list that cannot be told is told in a message', async () => {
    expect((await read(list('A1', 'INDIRECT(B1)'))).messages).toMatchObject([
      { code: 'list-not-resolved', where: 'S' },
    ]);
  });

  test('a list in the extension (x14) holds its ranges and formula in elements of their own', async () => {
    const x14 =
      '<extLst><ext><x14:dataValidations xmlns:x14="a" xmlns:xm="b"><x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>\'リスト 1\'!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>B2:B9 D2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>';
    const [validation] = await validations(x14);
    expect(validation?.options).toEqual(['○', '△']);
    expect(validation?.ranges).toHaveLength(2);
  });

  test('a formula that moves with the row gives every row its own list', async () => {
    const row = (r: number, ...words: string[]) =>
      `<row r="${r}">${words.map((word, at) => inline(`${'IJK'[at]}${r}`, word)).join('')}</row>`;
    const data = row(8, '有', '無') + row(9, '可', '不可', '一部');
    const found = await validations(list('F8:F9', '$I8:$K8'), { data });
    expect(found.map(({ ranges, options }) => [ranges[0]?.top, options])).toEqual([
      [8, ['有', '無']],
      [9, ['可', '不可', '一部']],
    ]);
  });

  test('a list as long as a register is no list to choose from', async () => {
    const rows = Array.from({ length: 1200 }, (_, at) => `<row r="${at + 1}">${inline(`A${at + 1}`, `x${at}`)}</row>`);
    const [validation] = await validations(list('B1', '$A$1:$A$1200'), { data: rows.join('') });
    expect(validation?.options).toBeNull();
  });
});

describe('how strict a list is', () => {
  test.each<[string, boolean]>([
    ['showErrorMessage="1"', true],
    ['showErrorMessage="true" errorStyle="stop"', true],
    ['showErrorMessage="1" errorStyle="warning"', false],
    ['showErrorMessage="0"', false],
    ['', false],
  ])('with %j: %j', async (attributes, strict) => {
    expect((await validations(list('A1', '&quot;a&quot;', attributes)))[0]?.strict).toBe(strict);
  });

  test('other validations are no lists', async () => {
    const other =
      '<dataValidations><dataValidation type="whole" sqref="A1"><formula1>1</formula1></dataValidation></dataValidations>';
    expect(await validations(other)).toEqual([]);
  });
});
