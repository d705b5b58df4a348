import { describe, expect, it } from 'vitest';
import { asksForAbsence, type Stance, stanceOf } from '../../../matchers/verdict/stance.ts';

const flags = (sentence: string): readonly string[] =>
  Object.entries(stanceOf(sentence) as Readonly<Record<keyof Stance, boolean>>)
    .filter(([, is]) => is)
    .map(([name]) => name);

describe('stanceOf', () => {
  it.each([
    ['本機能は提供しておりません。', 'not provided'],
    ['復元の依頼には対応していません。', 'not done'],
    ['稼働率は保証しておりません。', 'not guaranteed'],
    ['認証は取得していません。', 'not obtained'],
    ['ログを閲覧する機能はございません。', 'there is no function'],
    ['データの復元はできません。', 'not possible'],
    ['個別の監査は対象外です。', 'out of scope'],
    ['The report is not available.', 'in English'],
  ])('hears the denial in 「%s」: %s', sentence => {
    const stance = stanceOf(sentence);
    expect(stance.negative).toBe(true);
    expect(stance.affirmative, 'what is denied affirms nothing').toBe(false);
  });

  it.each([
    ['第三者がデータを閲覧できないよう制限しています。', 'ないよう tells the purpose of a measure'],
    ['連絡がない場合は電話でお知らせします。', 'ない場合 is a condition'],
  ])('hears no denial in 「%s」: %s', sentence => {
    expect(stanceOf(sentence).negative).toBe(false);
  });

  it.each([
    ['バックアップはお客様にて取得してください。', 'にて'],
    ['パスワードの管理はお客様の責任となります。', 'の責任'],
    ['利用者IDの棚卸は契約者が実施します。', 'が'],
    ['利用者のIDはお客様の管理範囲です。', '管理範囲'],
    ['データの保存をお願いいたします。', 'a request'],
  ])("hears the customer's part in 「%s」: %s", sentence => {
    expect(stanceOf(sentence).customer).toBe(true);
  });

  it("hears the provider's part in a sentence that does not speak of the customer", () => {
    expect(flags('当社の担当者がバックアップを毎日取得しています。')).toEqual(['affirmative']);
  });

  it.each([
    ['通知が遅れる場合があります。', 'may'],
    ['対応を検討しています。', 'being considered'],
    ['来年度に対応する予定です。', 'planned'],
    ['原則として国内に保管します。', 'as a rule'],
    ['早期の復旧に努めます。', 'an effort'],
    ['オプションとして利用できます。', 'an option'],
    ['必要に応じて実施します。', 'as needed'],
    ['可否は都度ご相談ください。', 'on request'],
  ])('hears the hedge in 「%s」: %s', sentence => {
    expect(stanceOf(sentence).hedged).toBe(true);
  });

  it.each([
    ['「責任の分担」の項を参照してください。', 'see the section'],
    ['詳しくは窓口にお問い合わせください。', 'ask the desk'],
    ['利用規約に定めています。', 'it stands in the terms'],
  ])('hears that 「%s」 only points elsewhere: %s', sentence => {
    const stance = stanceOf(sentence);
    expect(stance.pointer).toBe(true);
    expect(stance.affirmative, 'a pointer says nothing itself').toBe(false);
  });

  it('hears a function that the customer can use', () => {
    expect(stanceOf('管理画面からログをダウンロードすることができます。').feature).toBe(true);
    expect(stanceOf('二要素認証の機能を提供しています。').feature).toBe(true);
    expect(stanceOf('ログを1年間保管しています。').feature).toBe(false);
  });

  it('takes a plain statement as affirming and as nothing else', () => {
    expect(flags('通信はすべて暗号化しています。')).toEqual(['affirmative']);
  });
});

describe('asksForAbsence', () => {
  it.each([
    ['共有のIDを使用していないこと。', 'a requirement that something is not so'],
    ['データが第三者に渡ることはありませんか。', 'a question whether it never happens'],
    ['海外に保管されませんか。', 'a question in the negative'],
    ['Customer data must not leave the country.', 'in English'],
  ])('「%s」 wants something absent: %s', clause => {
    expect(asksForAbsence(clause)).toBe(true);
  });

  it.each([['通信を暗号化すること。'], ['ログを取得していますか。'], ['Data shall be encrypted.']])(
    '「%s」 wants something done',
    clause => {
      expect(asksForAbsence(clause)).toBe(false);
    },
  );
});
