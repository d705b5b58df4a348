import { describe, expect, it } from 'vitest';
import { languageOf, normalize, unifyWidth } from '../../../knowledge/text/normalize.ts';

describe('normalize', () => {
  it.each([
    ['ＳＳＬ／ＴＬＳ', 'ssl/tls', 'full width'],
    ['ﾊﾞｯｸｱｯﾌﾟ', 'バックアップ', 'half-width kana'],
    ['サーバー', 'サーバ', 'a final long vowel'],
    ['ユーザーＩＤ', 'ユーザid', 'a long vowel before another script'],
    ['キー', 'キー', 'a word of two letters keeps its vowel'],
    ['セキュリティー対策', 'セキュリティ対策', 'a long vowel before kanji'],
    ['ヴァージョン', 'バージョン', 'ヴ'],
    ['ウィルス', 'ウイルス', 'ウィ'],
    ['あずけ〜る', 'あずけ~る', 'a wave dash'],
    ['あずけ～る', 'あずけ~る', 'a full-width tilde'],
    ['国内 の データ センター', '国内のデータセンタ', 'spaces inside Japanese'],
    ['SSL/TLS 暗号化', 'ssl/tls暗号化', 'a space between scripts'],
    ['N T T 東日本', 'ntt東日本', 'spread capitals'],
    ['two  factor\nauthentication', 'two factor authentication', 'runs of white space in English'],
  ])('folds %s to %s (%s)', (text, folded) => {
    expect(normalize(text)).toBe(folded);
    expect(normalize(folded), 'a second pass changes nothing').toBe(folded);
  });

  it('leaves case alone where only the width is unified', () => {
    expect(unifyWidth('ＡＥＳ　２５６')).toBe('AES 256');
  });

  it('tells Japanese from English by kana and kanji', () => {
    expect(languageOf('Is MFA available?')).toBe('en');
    expect(languageOf('MFAは使えますか')).toBe('ja');
  });
});
