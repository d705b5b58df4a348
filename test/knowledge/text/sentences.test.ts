import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../knowledge/text/sentences.ts';

const texts = (text: string): readonly string[] => splitSentences(text).map(s => s.text);

describe('splitSentences', () => {
  it('gives exact substrings in order, whatever the text', () => {
    const piece = fc.constantFrom(
      '。',
      '！',
      '\n',
      '「',
      '」',
      '（',
      '）',
      '・',
      '- ',
      'データ',
      'お客様は',
      ' ',
      'a.b ',
      '. ',
      'X',
      '1',
      '：',
      '\n\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join('');
        let from = 0;
        for (const sentence of splitSentences(text)) {
          expect(sentence.text).toBe(text.slice(sentence.start, sentence.end));
          expect(sentence.text.trim()).toBe(sentence.text);
          expect(sentence.start).toBeGreaterThanOrEqual(from);
          expect(text.slice(from, sentence.start).replace(/[\s\-・#]/g, '')).toBe('');
          from = sentence.end;
        }
        expect(text.slice(from).replace(/[\s\-・#]/g, '')).toBe('');
      }),
    );
  });

  it('ends at 。 ！ ？', () => {
    expect(texts('保管します。復元できますか？はい！')).toEqual(['保管します。', '復元できますか？', 'はい！']);
  });

  it('does not end at 。 inside brackets', () => {
    expect(texts('画面に「削除しました。」と表示します。次に進みます。')).toEqual([
      '画面に「削除しました。」と表示します。',
      '次に進みます。',
    ]);
  });

  it('takes a sentence in brackets that stands by itself as one', () => {
    expect(texts('毎日取得します。（祝日を除きます。）翌日に確認します。')).toEqual([
      '毎日取得します。',
      '（祝日を除きます。）',
      '翌日に確認します。',
    ]);
  });

  it('ends at 。 all the same where a bracket is never closed', () => {
    expect(texts('「一つ目です。二つ目です。')).toEqual(['「一つ目です。', '二つ目です。']);
  });

  it('takes list items and labels line by line, without their bullets', () => {
    expect(
      texts(
        '#### 記録\n次のとおりです。\n- ・操作ログ\n・接続ログ\n-認証ログ\n通信：TLS 1.2\n保存：AES-256\n図1. 構成',
      ),
    ).toEqual([
      '記録',
      '次のとおりです。',
      '操作ログ',
      '接続ログ',
      '認証ログ',
      '通信：TLS 1.2',
      '保存：AES-256',
      '図1. 構成',
    ]);
  });

  it('keeps a sentence whole that a page end broke', () => {
    const text =
      '仮想サーバーを消去すると、その領域にあったデータもあわせて消去されて\n\nしまうため、元に戻すことはできません。';
    expect(texts(text)).toEqual([text]);
  });

  it('parts a heading from the sentence below it', () => {
    expect(texts('バックアップの取得について\n毎日一回、深夜に取得しています。')).toEqual([
      'バックアップの取得について',
      '毎日一回、深夜に取得しています。',
    ]);
  });

  it('ends English sentences at full stops, not at abbreviations, versions or addresses', () => {
    expect(
      texts('We use TLS 1.2 or later, e.g. TLS 1.3. See https://example.com/a.html for details. Logs are kept.'),
    ).toEqual([
      'We use TLS 1.2 or later, e.g. TLS 1.3.',
      'See https://example.com/a.html for details.',
      'Logs are kept.',
    ]);
  });

  it('finds nothing in blank text', () => {
    expect(splitSentences(' \n\n　')).toEqual([]);
  });
});
