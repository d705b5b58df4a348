import { describe, expect, it } from 'vitest';
import {
  exclusiveCell,
  optionMeanings,
  type Verdict,
  verdictWord,
  wordMeaning,
  writtenOptions,
} from '../../../workbooks/options/index.ts';

const VERDICTS: readonly Verdict[] = ['yes', 'partial', 'no', 'customer', 'info', 'unknown'];
/** The words for yes, partial, no and customer; null where the cell must stay empty. */
const said = (options: readonly string[], legend?: ReadonlyMap<string, string>) =>
  (['yes', 'partial', 'no', 'customer'] as const).map(verdict => {
    const word = verdictWord(verdict, options, optionMeanings(options, legend));
    return 'value' in word ? word.value : null;
  });

describe('a verdict in the sheet’s own words', () => {
  it.each([
    [
      ['○', '△', '×', '－'],
      ['○', '△', '×', null],
    ],
    [
      ['〇', '×', '-'],
      ['〇', null, '×', null],
    ],
    [
      ['はい', 'いいえ', '該当なし'],
      ['はい', null, 'いいえ', null],
    ],
    [
      ['対応済', '一部対応', '未対応', '対象外'],
      ['対応済', '一部対応', '未対応', null],
    ],
    [
      ['実施済', '一部実施', '未実施', '対象外'],
      ['実施済', '一部実施', '未実施', null],
    ],
    [
      ['実施している', '一部実施している', '実施していない', '該当しない'],
      ['実施している', '一部実施している', '実施していない', null],
    ],
    [
      ['適合', '一部適合', '不適合', '非該当'],
      ['適合', '一部適合', '不適合', null],
    ],
    [
      ['可', '条件付き可', '不可'],
      ['可', '条件付き可', '不可', null],
    ],
    [
      ['有', '無'],
      ['有', null, '無', null],
    ],
    [
      ['あり', 'なし'],
      ['あり', null, 'なし', null],
    ],
    [
      ['Yes', 'No', 'N/A'],
      ['Yes', null, 'No', null],
    ],
    [
      ['YES', 'PARTIAL', 'NO'],
      ['YES', 'PARTIAL', 'NO', null],
    ],
    [
      ['Pass', 'Fail', 'N/A'],
      ['Pass', null, 'Fail', null],
    ],
    [
      ['Compliant', 'Partially Compliant', 'Non-Compliant', 'Not Applicable'],
      ['Compliant', 'Partially Compliant', 'Non-Compliant', null],
    ],
    [
      ['Fully implemented', 'Partially implemented', 'Planned', 'Not implemented'],
      ['Fully implemented', 'Partially implemented', 'Not implemented', null],
    ],
    [
      ['TRUE', 'FALSE'],
      ['TRUE', null, 'FALSE', null],
    ],
    [
      ['○：対応している', '△：一部対応', '×：対応していない'],
      ['○：対応している', '△：一部対応', '×：対応していない', null],
    ],
    [
      ['1. はい', '2. いいえ', '3. 該当なし'],
      ['1. はい', null, '2. いいえ', null],
    ],
    [
      ['①実施済', '②未実施'],
      ['①実施済', null, '②未実施', null],
    ],
    [
      ['はい（Yes）', 'いいえ（No）'],
      ['はい（Yes）', null, 'いいえ（No）', null],
    ],
    [
      ['□はい', '□いいえ'],
      ['□はい', null, '□いいえ', null],
    ],
    [
      ['対応済', '未対応', 'お客様責任'],
      ['対応済', null, '未対応', 'お客様責任'],
    ],
    [
      ['Yes', 'No', 'Customer responsibility'],
      ['Yes', null, 'No', 'Customer responsibility'],
    ],
  ])('%j', (options, words) => {
    expect(said(options)).toEqual(words);
  });

  it('is left out where two options could say it', () => {
    expect(said(['◎', '○', '△', '×'])).toEqual([null, '△', '×', null]);
    expect(said(['はい（標準機能）', 'はい（オプション）', 'いいえ'])).toEqual([null, null, 'いいえ', null]);
    expect(said(['対応済', '対応予定', '未対応（予定なし）'])).toEqual(['対応済', null, '未対応（予定なし）', null]);
  });

  it('is left out where no meaning is written', () => {
    expect(said(['0', '1', '2', '3'])).toEqual([null, null, null, null]);
    expect(said(['A', 'B', 'C'])).toEqual([null, null, null, null]);
    expect(said(['高', '中', '低'])).toEqual([null, null, null, null]);
    expect(said(['該当', '非該当'])).toEqual([null, null, null, null]);
  });

  it('follows what the sheet writes of its options', () => {
    expect(
      said(
        ['3', '2', '1', '0'],
        new Map([
          ['3', '実施済み'],
          ['2', '一部実施'],
          ['1', '実施していない'],
          ['0', '該当しない'],
        ]),
      ),
    ).toEqual(['3', '2', '1', null]);
    expect(
      said(
        ['○', '×'],
        new Map([
          ['○', '該当しない'],
          ['×', '対応している'],
        ]),
      ),
    ).toEqual(['×', null, null, null]);
    expect(
      said(
        ['○', '×'],
        new Map([
          ['○', '別紙のとおり'],
          ['×', '未対応'],
        ]),
      ),
    ).toEqual([null, null, '×', null]);
  });

  it('is never a word that the list does not hold, whatever the list and the verdict', () => {
    const lists = [['○', '×'], ['はい'], [], ['Maybe'], ['未確認', '達成'], ['', ' '], ['○', '○']];
    for (const options of lists) {
      for (const verdict of VERDICTS) {
        const word = verdictWord(verdict, options);
        if ('value' in word) expect(options).toContain(word.value);
        else expect(word.reason.text.length).toBeGreaterThan(0);
      }
    }
    expect(verdictWord('yes', ['○', '×'], { yes: 'はい' })).toHaveProperty('reason');
  });

  it('never makes a yes of information, of doubt or of the customer’s own part', () => {
    for (const verdict of ['info', 'unknown', 'customer'] as const) {
      expect(verdictWord(verdict, ['はい', 'いいえ', '対象外'])).toHaveProperty('reason');
      expect(exclusiveCell(verdict, { yes: 'C2', no: 'D2', na: 'E2' })).toHaveProperty('reason');
    }
  });

  it('needs a list', () => {
    expect(verdictWord('yes', null)).toMatchObject({ reason: { code: 'options-unknown' } });
  });

  it('marks the choice’s own column', () => {
    expect(exclusiveCell('partial', { yes: 'C2', partial: 'D2', no: 'E2' })).toEqual({
      cell: 'D2',
      meaning: 'partial',
    });
    expect(exclusiveCell('partial', { yes: 'C2', no: 'E2' })).toMatchObject({
      reason: { code: 'no-option-for-verdict' },
    });
  });
});

describe('the meaning of a word', () => {
  it('is not certain where its parts disagree', () => {
    expect(wordMeaning('対応済／未対応')).toBeNull();
    expect(wordMeaning('対応済（一部除く）')).toBe('partial');
    expect(wordMeaning('○（未対応）')).toBe('no');
  });

  it('knows placeholders and plans for what they are', () => {
    expect(wordMeaning('選択してください')).toBe('unanswered');
    expect(wordMeaning('-- Please select --')).toBe('unanswered');
    expect(wordMeaning('対応予定')).toBe('planned');
    expect(wordMeaning('一部対応、残りは対応予定')).toBe('partial');
  });
});

describe('options named in a text', () => {
  const options = (text: string) => writtenOptions(text)?.options ?? null;

  it('are marks, quoted words, bracketed words and numbered words', () => {
    expect(options('回答（○△×）')).toEqual(['○', '△', '×']);
    expect(options('○、△、×のいずれかを記入')).toEqual(['○', '△', '×']);
    expect(options('「はい」「いいえ」から選択')).toEqual(['はい', 'いいえ']);
    expect(options('状況（済・一部・未）')).toEqual(['済', '一部', '未']);
    expect(options('Status (Yes / No / N/A)')).toEqual(['Yes', 'No', 'N/A']);
    expect(options('1.はい 2.いいえ')).toEqual(['1.はい', '2.いいえ']);
    expect(options('3：実施済 2：一部実施 1：未実施')).toEqual(['3', '2', '1']);
  });

  it('are none in ordinary sentences', () => {
    for (const text of [
      'データ－バックアップの状況',
      '△または×の場合は理由を記入',
      '9:00～18:00（平日）',
      '1. 組織 2. 技術',
      'A/B テスト',
      '（注）任意',
      '電話・メール・チャット',
    ]) {
      expect(options(text), text).toBeNull();
    }
  });
});
