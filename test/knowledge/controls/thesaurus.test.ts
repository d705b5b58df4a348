import { describe, expect, it } from 'vitest';
import { parseThesaurus } from '../../../knowledge/controls/thesaurus.ts';
import { canonical, expand, findTerms, foldSynonyms, loadThesaurus, widerTerms } from '../../../knowledge/index.ts';
import { normalize } from '../../../knowledge/text/normalize.ts';

describe('parseThesaurus', () => {
  it.each([
    ['a line without = or ->', '脆弱性\n', 't.txt:1'],
    ['an empty term', '# 注\n脆弱性 = \n', 't.txt:2'],
    ['a term in two groups', '脆弱性 = 弱点\n欠点 = 弱点\n', 't.txt:2'],
    ['spellings that are one term after folding, in two groups', 'サーバー = server\nホスト = サーバ\n', 't.txt:2'],
  ])('names file and line of %s', (_what, text, place) => {
    expect(() => parseThesaurus('t.txt', text)).toThrow(place);
  });
});

describe('folding synonyms', () => {
  const thesaurus = parseThesaurus(
    't.txt',
    'ログ = log = 記録\nログイン = サインイン = log in\n操作ログ = 操作の記録 = operation log\nアカウント = ID\nTLS = SSL\n通信の暗号化 = 暗号化通信\nTLS -> 通信の暗号化\n',
  );

  it.each([
    ['操作の記録を残す', '操作ログを残す', 'the longest term wins'],
    ['サインインの記録', 'ログインのログ', 'terms side by side'],
    ['カタログの一覧', 'カタログの一覧', 'no katakana word inside another'],
    ['IDの発行', 'アカウントの発行', 'a Latin word before Japanese'],
    ['IDS の設置', 'アカウントの設置', 'a Latin plural'],
    ['IDEの設置', 'ideの設置', 'no Latin word inside another'],
    ['Keep operation logs', 'keep 操作ログ', 'an English phrase in the plural'],
    ['ＳＳＬ', 'tls', 'full width'],
  ])('turns %s into %s (%s)', (text, folded) => {
    expect(foldSynonyms(thesaurus, text)).toBe(folded);
  });

  it('tells a term’s canonical form, its group and what it implies', () => {
    expect(canonical(thesaurus, 'サインイン')).toBe('ログイン');
    expect(canonical(thesaurus, '未知の語')).toBe('未知の語');
    expect(expand(thesaurus, 'log')).toEqual(['ログ', 'log', '記録']);
    expect(expand(thesaurus, '未知の語')).toEqual(['未知の語']);
    expect(widerTerms(thesaurus, 'SSL')).toEqual(['通信の暗号化']);
  });

  it('gives the place of every term in the normalized text', () => {
    const text = normalize('暗号化通信の記録');
    expect(findTerms(thesaurus, text).map(m => [text.slice(m.start, m.end), m.canonical])).toEqual([
      ['暗号化通信', '通信の暗号化'],
      ['記録', 'ログ'],
    ]);
  });
});

describe('the thesaurus', () => {
  const thesaurus = loadThesaurus();

  it('holds four hundred groups', () => {
    expect(thesaurus.groups.length).toBeGreaterThanOrEqual(400);
  });

  it('implies only terms that it holds', () => {
    const unknown = [...thesaurus.wider]
      .flatMap(([narrow, wide]) => [narrow, ...wide])
      .filter(term => !thesaurus.byTerm.has(term));
    expect(unknown).toEqual([]);
  });

  it('folds a term that is folded already into itself', () => {
    const moved = thesaurus.groups.filter(group => {
      const once = foldSynonyms(thesaurus, group.canonical);
      return once !== normalize(group.canonical);
    });
    expect(moved.map(group => group.canonical)).toEqual([]);
  });

  it.each([
    ['ぜい弱性', '脆弱性'],
    ['２段階認証', '多要素認証'],
    ['data at rest encryption', '保存時の暗号化'],
    ['外注先', '委託先'],
    ['ファイヤーウォール', 'ファイアウォール'],
    ['ログオフ', 'ログアウト'],
  ])('takes %s for %s', (term, same) => {
    expect(canonical(thesaurus, term)).toBe(canonical(thesaurus, same));
  });
});
