import { describe, expect, it } from 'vitest';
import { sheetOf, type Value } from './grid-builder.ts';
import { layoutOf } from './placed.ts';
import { ASKED_JA } from './questions.ts';

const table = (
  header: readonly Value[],
  line: (text: string, at: number) => readonly Value[] = (text, at) => [at + 1, text],
) => [header, ...ASKED_JA.slice(0, 6).map(line)];

describe('the words that an answer may take', () => {
  it('come from each cell’s own list', () => {
    const sheet = sheetOf('Sheet1', table(['No', '設問', '回答', '備考']), {
      lists: { 'C2:C4': ['はい', 'いいえ'], 'C5:C7': ['有', '無', '対象外'] },
    });
    const { questions } = layoutOf(sheet);
    expect(questions[0]?.options).toEqual(['はい', 'いいえ']);
    expect(questions[5]?.options).toEqual(['有', '無', '対象外']);
    expect(questions[5]?.optionMeanings).toEqual({ yes: '有', no: '無', na: '対象外' });
  });

  it('come from the header', () => {
    const sheet = sheetOf('Sheet1', table(['No', '設問', '回答\n（済・一部・未）', '備考']));
    expect(layoutOf(sheet).questions[0]?.options).toEqual(['済', '一部', '未']);
  });

  it('come from the row itself', () => {
    const sheet = sheetOf(
      'Sheet1',
      table(['No', '設問', '選択肢', '回答', '備考'], (text, at) => [
        at + 1,
        text,
        at % 2 ? '1.はい　2.いいえ' : 'A：実施　B：未実施',
      ]),
    );
    const { questions } = layoutOf(sheet);
    expect(questions[0]?.optionMeanings).toEqual({ yes: 'A', no: 'B' });
    expect(questions[1]?.optionMeanings).toEqual({ yes: '1.はい', no: '2.いいえ' });
  });

  it('come from a note on the sheet', () => {
    const sheet = sheetOf('Sheet1', [
      ['「適合」「一部適合」「不適合」のいずれかで回答してください。'],
      [],
      ...table(['No', '設問', '判定', '備考']),
    ]);
    expect(layoutOf(sheet).questions[0]?.options).toEqual(['適合', '一部適合', '不適合']);
  });

  it('mean what the sheet says they mean', () => {
    const sheet = sheetOf(
      'Sheet1',
      [['○：問題なし　△：対応予定　×：該当しない'], [], ...table(['No', '設問', '判定', '備考'])],
      { lists: { 'C4:C9': ['○', '△', '×'] } },
    );
    expect(layoutOf(sheet).questions[0]?.optionMeanings).toEqual({ yes: '○', na: '×' });
  });

  it('mean what a table on another sheet says', () => {
    const legend = sheetOf('基準', [
      ['レベル', '基準'],
      ['3', '対応している'],
      ['2', '一部対応している'],
      ['1', '対応していない'],
      ['0', '該当しない'],
    ]);
    const sheet = sheetOf('Sheet1', table(['No', '設問', '評価', '備考']), {
      lists: { 'C2:C7': ['3', '2', '1', '0'] },
    });
    expect(layoutOf(sheet, legend).questions[0]?.optionMeanings).toEqual({ yes: '3', partial: '2', no: '1', na: '0' });
    expect(layoutOf(sheet).questions[0]?.optionMeanings).toEqual({});
  });

  it('are levels that stand in the row', () => {
    const sheet = sheetOf('Sheet1', [
      ['No', '項目', '0', '1', '2', '選択', '備考'],
      ...ASKED_JA.slice(0, 5).map((text, at) => [
        at + 1,
        text,
        '実施していない',
        '一部実施している',
        at === 2 ? null : '実施している',
      ]),
    ]);
    const { questions } = layoutOf(sheet);
    expect(questions[0]?.optionMeanings).toEqual({ yes: '2', partial: '1', no: '0' });
    expect(questions[2]?.options).toEqual(['0', '1']);
    expect(questions[2]?.optionMeanings).toEqual({});
  });
});
