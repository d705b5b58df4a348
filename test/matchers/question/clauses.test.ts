import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clausesOf, segmentsOf } from '../../../matchers/question/clauses.ts';

describe('clausesOf', () => {
  it.each([
    ['①', '次の点にお答えください。①バックアップの頻度 ②バックアップの保管場所'],
    ['(1)', '次の点にお答えください。\n(1) バックアップの頻度\n(2) バックアップの保管場所'],
    ['（１）', '次の点にお答えください。（１）バックアップの頻度、（２）バックアップの保管場所'],
    ['（ア）', '次の点にお答えください。\n（ア）バックアップの頻度\n（イ）バックアップの保管場所'],
    ['（a）', '次の点にお答えください。\n（a）バックアップの頻度\n（b）バックアップの保管場所'],
    ['・', '次の点にお答えください。\n・バックアップの頻度\n・バックアップの保管場所'],
  ])('cuts at %s and joins the lead to no clause, for the lead asks nothing', (_mark, text) => {
    expect(clausesOf(text)).toEqual(['バックアップの頻度', 'バックアップの保管場所']);
  });

  it('keeps a lead that asks something itself as a clause of its own', () => {
    expect(clausesOf('バックアップを取得していますか。①取得の頻度 ②世代数')).toEqual([
      'バックアップを取得していますか。',
      '取得の頻度',
      '世代数',
    ]);
  });

  it('cuts at また、 for each half must be answered', () => {
    const [first, second, ...more] = clausesOf(
      'バックアップを取得していますか。また、復元できることを確認していますか。',
    );
    expect(first).toBe('バックアップを取得していますか。');
    expect(second).toContain('復元できることを確認していますか。');
    expect(more).toEqual([]);
    expect(clausesOf('ログを取得しているか、また、その期間は1年以上か')).toEqual([
      'ログを取得しているか',
      'その期間は1年以上か',
    ]);
  });

  it('leaves また in a word alone, e.g. または', () => {
    expect(clausesOf('パスワードまたは証明書で認証していますか。')).toEqual([
      'パスワードまたは証明書で認証していますか。',
    ]);
  });

  it('leaves out asides, for an example sets no condition', () => {
    expect(clausesOf('強固な方式で暗号化していますか（例：AES 256bit）。')).toEqual([
      '強固な方式で暗号化していますか。',
    ]);
    expect(clausesOf('連絡の窓口はありますか（※平日のみで可）。')).toEqual(['連絡の窓口はありますか。']);
  });

  it('leaves out a line that only says who must answer', () => {
    expect(clausesOf('※クラウドの場合のみ回答してください。\n通信を暗号化していますか。')).toEqual([
      '通信を暗号化していますか。',
    ]);
  });

  it('takes a number in the running text as no mark, for it needs two marks to make a list', () => {
    expect(clausesOf('手順書（1）に従って対応していますか。')).toHaveLength(1);
  });

  it('cuts English sentences', () => {
    expect(clausesOf('Is data encrypted at rest? Are keys rotated yearly?')).toEqual([
      'Is data encrypted at rest?',
      'Are keys rotated yearly?',
    ]);
  });

  it('gives one clause for a plain question', () => {
    expect(clausesOf('  通信を暗号化していますか。 ')).toEqual(['通信を暗号化していますか。']);
  });

  it('gives at least one trimmed clause for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const clauses = clausesOf(text);
        expect(clauses.length).toBeGreaterThan(0);
        for (const clause of clauses) expect(clause.trim()).toBe(clause);
      }),
    );
  });

  it("only ever speaks in the question's own words, so that it can be quoted back to the customer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('①', '（1）', '\n・', 'また、', '、', '。', 'ログ', '暗号化', 'か', 'ですか', ' '), {
          maxLength: 20,
        }),
        parts => {
          const text = parts.join('');
          for (const clause of clausesOf(text)) expect(text).toContain(clause);
        },
      ),
    );
  });
});

describe('segmentsOf', () => {
  it('cuts finer than clauses: at commas and joining words', () => {
    expect(segmentsOf('通信の暗号化、および保存データの暗号化を実施していますか。')).toEqual([
      '通信の暗号化',
      '保存データの暗号化を実施していますか',
    ]);
  });

  it('gives the whole question when no part is long enough to say anything', () => {
    expect(segmentsOf('暗号、鍵')).toEqual(['暗号、鍵']);
  });
});
