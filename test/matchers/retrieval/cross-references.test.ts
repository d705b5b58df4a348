import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../knowledge/model.ts';
import { crossReferences } from '../../../matchers/retrieval/cross-references.ts';

const passage = (section: string, title: string, text: string): Passage => ({
  section,
  control: section.startsWith('sec.') ? null : section,
  title,
  text,
});
const responsibility = passage('sec.responsibility', '責任の分担について', '表のとおり分担します。');
const backup = passage('12.3.1', '情報のバックアップ', '毎日取得します。');
const segregation = passage('CLD.9.5.1', '仮想環境における分離', '環境を分離します。');
const disclosure = [responsibility, backup, segregation];

/** Where a passage with this text points to. */
const targets = (text: string): readonly string[] => {
  const own = passage('6.1.1', '情報セキュリティの役割', text);
  const all = [own, ...disclosure];
  return crossReferences(own, all).map(at => all[at]?.section ?? '');
};

describe('crossReferences', () => {
  it.each([
    ['「責任の分担について」の項を参照してください。', 'sec.responsibility', 'a title in brackets'],
    ['「12.3.1 情報のバックアップ」をご覧ください。', '12.3.1', 'number and title in brackets'],
    ['詳しくは 12.3.1 に記載しています。', '12.3.1', 'a number alone'],
    ['CLD.9.5.1 をご参照ください。', 'CLD.9.5.1', 'a number of the cloud standard'],
    ['CLD 9.5.1 をご参照ください。', 'CLD.9.5.1', 'the same, written with a space'],
    ['「責任の分担について」の項をご確認ください。', 'sec.responsibility', 'another verb'],
  ])('「%s」 points to %s: %s', (text, section) => {
    expect(targets(text)).toEqual([section]);
  });

  it.each([
    ['情報のバックアップは毎日取得しています。', 'naming a subject points nowhere'],
    ['「責任の分担について」を社内に周知しています。', 'a title without a word that points'],
    ['「社内の規程」を参照してください。', 'a document that is not this one'],
    ['112.3.1 を参照してください。', 'a longer number'],
    ['6.1.1 を参照してください。', 'a passage never points to itself'],
  ])('「%s」 points nowhere: %s', text => {
    expect(targets(text)).toEqual([]);
  });

  it('gives every target once, in the order of the text', () => {
    expect(
      targets('「情報のバックアップ」を参照してください。\n「責任の分担について」および 12.3.1 をご覧ください。'),
    ).toEqual(['12.3.1', 'sec.responsibility']);
  });
});
