import { describe, expect, it } from 'vitest';
import { parseThesaurus } from '../../../knowledge/controls/thesaurus.ts';
import { dampen, features, mergeFeatures } from '../../../matchers/text/features.ts';
import { readable, textReader } from '../../../matchers/text/reader.ts';

const plain = (text: string) => features(text, text);
const words = (text: string) => [...plain(text).keys()].filter(term => term.startsWith('w')).sort();

describe('features', () => {
  it('takes runs of kanji, katakana, Latin letters and digits as words, and no particles', () => {
    expect(words('ログを90日間、保管します')).toEqual(['w90', 'wログ', 'w保管', 'w日間'].sort());
  });

  it('lets plural and verb endings of English meet', () => {
    const sets = [
      ['backups', 'backup'],
      ['policies', 'policy'],
      ['encrypted', 'encrypting'],
      ['retention', 'retentions'],
      ['stored', 'storing'],
    ];
    for (const [one = '', other = ''] of sets) expect(words(one), one).toEqual(words(other));
  });

  it('leaves out English words that carry no subject', () => {
    expect(words('what is the backup')).toEqual(['wbackup']);
  });

  it('adds pairs of characters, so that words that the thesaurus does not know still meet in part', () => {
    const shared = [...plain('暗号化').keys()].filter(term => plain('暗号鍵').has(term));
    expect(shared).toEqual(expect.arrayContaining(['g暗号', 'c暗', 'c号']));
    expect([...plain('ログイン').keys()]).toContain('gログ');
  });

  it('lets a whole word weigh more than its fragments', () => {
    const weights = plain('暗号');
    expect(weights.get('w暗号')).toBeGreaterThan(weights.get('g暗号') ?? 9);
    expect(weights.get('g暗号')).toBeGreaterThan(weights.get('c暗') ?? 9);
  });

  it('dampens repetition: four times is twice as much, not four times', () => {
    expect(plain('log log log log').get('wlog')).toBe(2 * (plain('log').get('wlog') ?? Number.NaN));
  });

  it('has nothing of a text without words', () => {
    for (const text of ['', ' \n', '！？…', '😀🎉', 'を に は']) expect(words(text), text).toEqual([]);
  });
});

describe('mergeFeatures and dampen', () => {
  it('adds the weights of several texts up', () => {
    const merged = mergeFeatures([
      { features: new Map([['a', 1]]), weight: 1 },
      {
        features: new Map([
          ['a', 2],
          ['b', 4],
        ]),
        weight: 0.5,
      },
    ]);
    expect(merged).toEqual(
      new Map([
        ['a', 2],
        ['b', 2],
      ]),
    );
    expect(dampen(new Map([['a', 9]]))).toEqual(new Map([['a', 3]]));
  });
});

describe('textReader', () => {
  const thesaurus = parseThesaurus(
    't.txt',
    ['多要素認証 = 二要素認証 = MFA', '暗号化 = encryption', 'サーバ = server', 'AES = AES方式', 'AES -> 暗号化'].join(
      '\n',
    ),
  );
  const read = textReader(thesaurus);
  const readWords = (text: string) => [...read(text).keys()].filter(term => term.startsWith('w')).sort();

  it('folds synonyms of both languages into one word', () => {
    expect(readWords('二要素認証')).toEqual(['w‹多要素認証›']);
    expect(readWords('MFA')).toEqual(readWords('二要素認証'));
    expect(readWords('encryption')).toEqual(readWords('暗号化'));
  });

  it('folds width and spelling variants', () => {
    expect(readWords('ｻｰﾊﾞｰ')).toEqual(readWords('サーバ'));
    expect(readWords('ＭＦＡ')).toEqual(readWords('mfa'));
  });

  it('adds the wider word that a word implies, with less weight, and not the other way round', () => {
    const aes = read('AES方式');
    expect(aes.get('w‹暗号化›')).toBeGreaterThan(0);
    expect(aes.get('w‹暗号化›')).toBeLessThan(read('暗号化').get('w‹暗号化›') ?? 0);
    expect([...read('暗号化').keys()].some(term => /aes/i.test(term))).toBe(false);
  });

  it('does not lower a word that stands in the text itself', () => {
    expect(read('AESによる暗号化').get('w‹暗号化›')).toBe(1);
  });

  it('shows terms to people without marks', () => {
    expect(readable('w‹多要素認証›')).toBe('多要素認証');
    expect(readable('wログ')).toBe('ログ');
  });
});
