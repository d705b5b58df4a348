import { describe, expect, it } from 'vitest';
import { askedKinds, holdsKind, questionForm } from '../../../matchers/question/form.ts';

describe('questionForm', () => {
  it.each([
    ['データのバックアップを取得していますか。', 'a question that ends in か'],
    ['通信を暗号化していますか？', 'a full-width question mark'],
    ['管理者の操作を記録すること', 'a requirement'],
    ['特権IDの利用は申請と承認に基づくこと。', 'a requirement with a full stop'],
    ['脆弱性診断の実施有無', 'whether or not, as a noun'],
    ['ログの閲覧可否', 'possible or not, as a noun'],
    ['データを暗号化している', 'a statement to be ticked'],
  ])('takes 「%s」 as polar: %s', text => {
    expect(questionForm(text)).toBe('polar');
  });

  it.each([
    ['データはどこに保管されていますか。', 'it ends like a polar question but asks for a place'],
    ['どのような方式で暗号化していますか。', 'どのような asks for a description'],
    ['障害時の連絡先を教えてください。', 'a request to tell'],
    ['ログの保存期間を記入してください。', 'a request to write down'],
    ['バックアップは何日分ありますか。', 'it asks for a number'],
    ['誰がアクセスできますか。', 'it asks for a person'],
    ['復旧にかかる時間をご回答ください。', 'a request to answer'],
  ])('takes 「%s」 as open: %s', text => {
    expect(questionForm(text)).toBe('open');
  });

  it.each([
    ['ファイアウォールなどの機器で防御していますか。', 'などの holds どの'],
    ['管理者はいつでもログを閲覧できますか。', 'いつでも is no when'],
    ['何らかの方法で不正アクセスを検知していますか。', '何らか is no what'],
    ['誰でも閲覧できる状態になっていないこと。', '誰でも is no who'],
    ['どこからでも利用できますか。', 'どこからでも is no where'],
    ['いずれか、またはどちらかの方式に対応していますか。', 'どちらかの is no which'],
    ['操作の記録を誰かが確認していますか。', '誰かが is no who'],
  ])('keeps 「%s」 polar: %s', text => {
    expect(questionForm(text)).toBe('polar');
  });

  it.each([
    ['バックアップの方針', 'a subject alone'],
    ['情報セキュリティのための方針群', "a control's title"],
    ['Backup policy', 'an English subject alone'],
  ])('takes 「%s」 as a noun: %s', text => {
    expect(questionForm(text)).toBe('noun');
  });

  it.each([
    ['Is data encrypted at rest?', 'polar'],
    ['Do you take backups regularly?', 'polar'],
    ['The provider shall encrypt data in transit.', 'polar'],
    ['For backups, is the same key used?', 'polar'],
    ['(a) Can customers export their logs?', 'polar'],
    ['How long are logs retained?', 'open'],
    ['Where is customer data stored?', 'open'],
    ['Describe your backup process.', 'open'],
    ['List your subprocessors.', 'open'],
  ] as const)('reads the English 「%s」 as %s', (text, form) => {
    expect(questionForm(text)).toBe(form);
  });

  it('reads a text without any word as a noun, for nothing in it asks', () => {
    for (const text of ['', '   ', '！？', '12-3']) expect(questionForm(text), text).toBe('noun');
  });
});

describe('askedKinds and holdsKind', () => {
  it.each([
    ['ログの保存期間を教えてください。', 'period', 'ログは90日間保管します。', 'ログは安全に保管します。'],
    [
      'バックアップの頻度を教えてください。',
      'frequency',
      'バックアップは毎日取得します。',
      'バックアップを取得します。',
    ],
    ['データの保管場所はどこですか。', 'place', 'データは国内に保管します。', 'データを保管します。'],
    ['復旧の目標時間は何時間ですか。', 'time-limit', '4時間以内に復旧します。', '復旧に努めます。'],
    ['障害はどのような方法で通知されますか。', 'channel', 'メールでお知らせします。', '障害を検知します。'],
    ['How often are backups taken?', 'frequency', '毎日取得します。', '取得します。'],
    ['Where is data stored?', 'place', 'データは日本の拠点に置きます。', 'データを置きます。'],
  ] as const)('「%s」 wants a %s, which only one of two sentences holds', (question, kind, holds, holdsNot) => {
    expect(askedKinds(question)).toContain(kind);
    expect(holdsKind(holds, kind)).toBe(true);
    expect(holdsKind(holdsNot, kind)).toBe(false);
  });

  it('asks for nothing in particular where no kind is named', () => {
    expect(askedKinds('バックアップについて教えてください。')).toEqual([]);
  });
});
