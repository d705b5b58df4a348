import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '../../../knowledge/controls/catalogue.ts';
import { controlsNamedIn, edition2013Of, edition2022Of, findControl, loadCatalogue } from '../../../knowledge/index.ts';

const catalogue = loadCatalogue();
const of = (standard: string) => catalogue.controls.filter(control => control.standard === standard);

describe('the catalogue', () => {
  it('holds the 114 controls of 2013 in the chapters’ known numbers', () => {
    const chapters = new Map<string, number>();
    for (const { number } of of('27002:2013')) {
      const chapter = number.split('.')[0] ?? '';
      chapters.set(chapter, (chapters.get(chapter) ?? 0) + 1);
    }
    expect(of('27002:2013')).toHaveLength(114);
    expect(Object.fromEntries(chapters)).toEqual({
      ...{ 5: 2, 6: 7, 7: 6, 8: 10, 9: 14, 10: 2, 11: 15, 12: 14, 13: 7, 14: 13, 15: 5, 16: 7, 17: 4, 18: 8 },
    });
  });

  it('holds the seven cloud controls', () => {
    expect(of('27017:2015').map(c => c.number)).toEqual([
      ...['CLD.6.3.1', 'CLD.8.1.5', 'CLD.9.5.1', 'CLD.9.5.2', 'CLD.12.1.5', 'CLD.12.4.5', 'CLD.13.1.4'],
    ]);
  });

  it('holds the 93 controls of 2022: 37 organizational, 8 people, 14 physical, 34 technological, without gaps', () => {
    const numbers = of('27002:2022').map(c => c.number);
    const themes = [
      [5, 37],
      [6, 8],
      [7, 14],
      [8, 34],
    ] as const;
    expect(numbers).toEqual(
      themes.flatMap(([theme, count]) => Array.from({ length: count }, (_, at) => `${theme}.${at + 1}`)),
    );
  });

  it('numbers the controls of 2013 without gaps inside each objective', () => {
    const last = new Map<string, number>();
    for (const { number } of of('27002:2013')) {
      const [chapter, objective, control] = number.split('.').map(Number);
      const key = `${chapter}.${objective}`;
      expect(control, number).toBe((last.get(key) ?? 0) + 1);
      last.set(key, control ?? 0);
    }
  });

  it('has a correspondence that agrees in both directions', () => {
    for (const control of catalogue.controls) {
      for (const other of control.counterparts) {
        expect(catalogue.byNumber.get(other)?.counterparts, `${control.number} and ${other}`).toContain(control.number);
      }
    }
  });

  it('gives every control of 2013 at least one number of 2022, and only the eleven new ones none of 2013', () => {
    expect(of('27002:2013').filter(c => c.counterparts.length === 0)).toEqual([]);
    const fresh = of('27002:2022').filter(c => c.counterparts.length === 0);
    expect(fresh.map(c => c.number)).toEqual([
      '5.7',
      '5.23',
      '5.30',
      '7.4',
      '8.9',
      '8.10',
      '8.11',
      '8.12',
      '8.16',
      '8.23',
      '8.28',
    ]);
    for (const control of fresh)
      for (const number of control.related) expect(catalogue.byNumber.has(number), number).toBe(true);
  });

  it('translates between the editions', () => {
    expect(edition2022Of(catalogue, '12.3.1')).toEqual(['8.13']);
    expect(edition2022Of(catalogue, '18.2.3')).toEqual(['5.36', '8.8']);
    expect(edition2022Of(catalogue, 'CLD.8.1.5')).toEqual([]);
    expect(edition2013Of(catalogue, '5.17')).toEqual(['9.2.4', '9.3.1', '9.4.3']);
    expect(edition2013Of(catalogue, '8.16')).toContain('CLD.12.4.5');
    expect(edition2013Of(catalogue, '99.9')).toEqual([]);
  });

  it('names the line of a row that is wrong', () => {
    expect(() => parseCatalogue('27002:2013\t5.1.1\t\t\tx\n')).toThrow('catalogue.tsv:1');
    expect(() => parseCatalogue('27002:2013\t5.1.1\t\t\tx\ty\n27002:2013\t5.1.1\t\t\tx\ty\n')).toThrow(
      'catalogue.tsv:2',
    );
  });
});

describe('findControl', () => {
  it.each([
    ['A.12.3.1', '12.3.1'],
    ['12.3.1', '12.3.1'],
    ['１２．３．１', '12.3.1'],
    ['CLD.8.1.5', 'CLD.8.1.5'],
    ['CLD8.1.5', 'CLD.8.1.5'],
    ['cld 8.1.5', 'CLD.8.1.5'],
    ['A.8.13 (2022)', '8.13'],
    ['5.20', '5.20'],
    ['4.1', '4.1'],
  ])('finds %s', (name, number) => {
    expect(findControl(catalogue, name)?.number).toBe(number);
  });

  it.each(['99.1.1', 'CLD.1.1.1', 'バックアップ', '', '12.3.1 と 12.4.1'])('finds nothing for %j', name => {
    expect(findControl(catalogue, name)).toBeNull();
  });
});

describe('controlsNamedIn', () => {
  it.each([
    ['A.12.3.1に基づくバックアップの取得状況', ['12.3.1'], 'the annex’s prefix'],
    ['ISO/IEC 27017:2015 CLD.8.1.5 および CLD 9.5.1 への対応', ['CLD.8.1.5', 'CLD.9.5.1'], 'cloud controls'],
    ['（27001:2013 A.9.2.1、A.9.2.2）', ['9.2.1', '9.2.2'], 'several'],
    ['9.2.1～9.2.3について', ['9.2.1', '9.2.3'], 'bare numbers of three parts'],
    ['ISO/IEC 27001:2022 A.8.13', ['12.3.1'], 'a number of 2022'],
    ['CLD.13.1.4：整合のとり方', ['CLD.13.1.4'], 'a colon behind the number'],
    ['A.5.20 供給者との合意', ['15.1.2'], 'a number that only 2022 has'],
    ['管理策8.24の実施状況', ['10.1.1', '10.1.2'], 'a bare number after 管理策'],
    ['8.13 情報のバックアップを実施していますか', ['12.3.1'], 'a bare number before its title'],
    ['8.13（2022年版）', ['12.3.1'], 'a bare number beside 2022'],
    ['A.8.10 情報の削除', ['CLD.8.1.5', '8.3.2', '11.2.7'], 'what 2022 brought anew gives what it is related to'],
    ['ISO/IEC 27001:2013 A.8.1に沿った資産の管理', ['8.1.1', '8.1.2', '8.1.3', '8.1.4'], 'an objective of 2013'],
    ['A.12.4 ログ取得及び監視', ['12.4.1', '12.4.2', '12.4.3', '12.4.4'], 'an objective that 2022 has no number like'],
    ['A.8.1.2 資産の管理責任', ['8.1.2'], 'three parts are never a number of 2022'],
    ['Ａ．１２．３．１', ['12.3.1'], 'full width'],
    ['TLS1.2以上で暗号化していること', [], 'a version'],
    ['OpenSSL 1.1.1 を使う', [], 'a version of three parts'],
    ['稼働率99.9%、5.5時間以内', [], 'amounts'],
    ['接続元は10.1.1.1とする', [], 'an address'],
    ['2021.5.1に改訂', [], 'a date'],
    ['第5.1版', [], 'an edition'],
    ['5.1 サウンド', [], 'a bare number of two parts'],
    ['ISO/IEC 27017:2015を取得', [], 'the standard alone'],
  ])('reads %s as %j (%s)', (text, numbers) => {
    expect(controlsNamedIn(text, catalogue)).toEqual(numbers);
  });
});
