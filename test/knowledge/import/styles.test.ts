import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importDisclosure } from '../../../knowledge/index.ts';

const read = (name: string) => importDisclosure(readFileSync(new URL(`fixtures/${name}`, import.meta.url)), name);
const outline = async (name: string): Promise<readonly string[]> =>
  (await read(name)).disclosure.passages.map(p => `${p.section} ${p.title}: ${p.text.replaceAll('\n', '⏎')}`);

describe('importing disclosures of other makes', () => {
  it('reads a text of fixed width with running headers, page numbers and chapter headings, without a table of contents', async () => {
    expect(await outline('plain-wrapped.txt')).toEqual([
      'sec.intro 第1章 はじめに: 本書は、あおぞら文書箱サービスをお使いになる皆さまに、当社がどのような考えで情報を守っているかをお伝えするためにまとめたものです。',
      'sec.responsibility 2.1 責任分界点: アプリケーションと基盤は当社が受け持ち、登録された文書の中身とパスワードの管理はお客様にお願いしています。',
      '9.2.1 利用者登録及び登録削除: お客様の管理者は、管理画面から利用者を登録し、不要になった利用者を削除できます。⏎削除した利用者は直ちにログインできなくなります。',
      '9.2.3 特権的アクセス権の管理: 当社の運用担当者が使う特権IDは、申請と承認を経て、作業の間だけ有効になります。利用の記録は毎月確認しています。',
      '12.3.1 情報のバックアップ: 登録された文書は毎日午前2時に複製し、35日分を別の地域のデータセンターに保管しています。複製からの復元は有償で承ります。次の情報は対象外です。⏎・一時ファイル⏎・ごみ箱に移してから30日を過ぎた文書',
      'CLD.12.4.5 クラウドサービスの監視: 死活監視と性能の監視を24時間行っています。お客様が監視の結果をご覧になる手段は提供していません。',
    ]);
    const { disclosure, serviceName } = await read('plain-wrapped.txt');
    expect(disclosure).toMatchObject({
      title: 'あおぞら文書箱サービス セキュリティホワイトペーパー',
      provider: '株式会社あおぞら情報',
      version: '第2.0版',
      effective: '2023-04-01',
    });
    expect(serviceName).toBe('あおぞら文書箱サービス');
  });

  it('reads a table of controls, taking the provider’s column and not the standard’s', async () => {
    expect(await outline('table.md')).toEqual([
      '8.2.2 情報のラベル付け: 部屋ごとに「社外秘」などの札を付けられます。',
      '9.4.4 特権的なユーティリティプログラムの使用: 認証を避けて使える道具は提供していません。⏎保守用の道具は担当者を限っています。',
      'CLD.9.5.1 仮想コンピューティング環境における分離: データベースの行ごとに契約番号を持たせ、他の契約からは見えません。',
      '10.1.1 暗号による管理策の利用方針: 通信はTLS 1.2以上、保存はAES-256で暗号化します。',
    ]);
    const { disclosure } = await read('table.md');
    expect(disclosure).toMatchObject({ provider: 'みどりソフト合同会社', version: 'v1.4', effective: '2024-02-29' });
  });

  it('reads numbers in brackets behind the document’s own headings, one text for several controls', async () => {
    expect(await outline('trailing-numbers.md')).toEqual([
      'sec.purpose 1. 本書の目的: やまびこ音声認識の安全のための取り組みをご説明します。',
      '6.1.1 役割と責任: 音声を送る端末の管理はお客様、認識の仕組みの管理は当社の責任です。⏎#### 補足⏎窓口は契約書に記載しています。',
      'CLD.6.3.1 役割と責任: 音声を送る端末の管理はお客様、認識の仕組みの管理は当社の責任です。⏎#### 補足⏎窓口は契約書に記載しています。',
      '12.3.1 データの複製: 認識の結果は複製していません。',
      '12.4.4 時刻: 日本標準時に合わせています。',
      'CLD.8.1.5 退会時のデータ: 退会の翌日から10日以内に消去します。',
    ]);
    const { messages, serviceName } = await read('trailing-numbers.md');
    expect(serviceName).toBe('やまびこ音声認識');
    expect(messages).toContainEqual(expect.objectContaining({ severity: 'info', code: 'left-out', where: '8' }));
  });

  it('reads lines that refer to the standard below the document’s own headings, with a table of contents without pages', async () => {
    expect(await outline('references.txt')).toEqual([
      'sec.overview 1 概要: かもめ勤怠は、出退勤の時刻を記録するSaaSです。かもめ株式会社（以下「当社」）が提供します。',
      '9.2.1 利用者の管理: 利用者は管理者が登録します。',
      '9.2.2 利用者の管理: 利用者は管理者が登録します。',
      '12.4.1 記録の管理: 打刻とその修正の記録を3年間残します。',
      '15.1.3 委託先: 基盤には国内の事業者のクラウドを使っています。',
    ]);
    const { disclosure, serviceName, messages } = await read('references.txt');
    expect(disclosure).toMatchObject({
      title: 'かもめ勤怠 情報セキュリティに関する説明書',
      provider: 'かもめ株式会社',
      version: null,
    });
    expect(serviceName).toBe('かもめ勤怠');
    expect(messages.map(m => m.code)).toEqual(['version-not-found', 'effective-not-found']);
  });

  it('reads a document by the numbers of 2022', async () => {
    expect(await outline('edition-2022.md')).toEqual([
      '5.1 情報セキュリティのための方針群: 方針は毎年見直しています。',
      '5.23 クラウドサービスの利用における情報セキュリティ: 国内のリージョンだけを使います。',
      '8.10 情報の削除: 解約の30日後に消去します。',
      '8.13 情報のバックアップ: 6時間ごとに複製します。',
      '8.15 ログ取得: 操作の記録を13か月残します。',
      '8.24 暗号の利用: 保存データを暗号化しています。',
    ]);
  });

  it('reads numbers that stand alone, in brackets or in full width, and titles broken over two lines', async () => {
    expect(await outline('lone-numbers.txt')).toEqual([
      'CLD.6.3.1 クラウドコンピューティング環境における役割及び責任の共有及び分担: 利用規約の第8条に分担を定めています。',
      '12.6.1 技術的ぜい弱性の管理: 四半期に一度、外部の会社による診断を受けています。',
      '16.1.2 情報セキュリティ事象の報告: 重大な事象は、検知から24時間以内にメールでお知らせします。',
    ]);
  });

  it('tells controls by the standard’s own titles where no number stands anywhere', async () => {
    expect(await outline('titles-only.md')).toEqual([
      '12.3.1 情報のバックアップ: 毎晩取得しています。',
      '12.4.4 クロックの同期: NTPで合わせています。',
      'sec.独自の取り組み 2.3 独自の取り組み: 社内で勉強会を開いています。',
    ]);
  });

  it('reads an English document', async () => {
    expect(await outline('english.md')).toEqual([
      'sec.intro Introduction: This statement tells customers of Skylark Forms how the service is secured.',
      'sec.responsibility Shared responsibility: We run the platform; customers manage their users.',
      '12.3.1 Information backup: Backups are taken every six hours and kept for 30 days.',
      'CLD.9.5.2 Virtual machine hardening: Images are hardened to our own baseline before they are released.',
    ]);
    const { disclosure, serviceName } = await read('english.md');
    expect(disclosure).toMatchObject({
      provider: 'Skylark Software Inc.',
      version: 'Version 3.1',
      effective: '2024-03-05',
    });
    expect(serviceName).toBe('Skylark Forms');
  });

  it('warns of unknown numbers, of numbers whose title is another control’s, and of controls that stand twice', async () => {
    const text = [
      '# うぐいす便 セキュリティホワイトペーパー',
      '## 12.4.3 クロックの同期\nNTPで合わせています。',
      '## 12.9.9 独自の管理\n社内の基準によります。',
      '## 9.4.1 情報へのアクセス制限\n部署ごとに制限できます。',
      '## 9.4.1 情報へのアクセス制限（続き）\n接続元でも制限できます。',
    ].join('\n\n');
    const { disclosure, messages } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.md');
    expect(disclosure.passages.map(p => p.section)).toEqual(['12.4.3', 'sec.独自の管理', '9.4.1', '9.4.1']);
    expect(messages.filter(m => !m.code.endsWith('-not-found')).map(m => [m.code, m.where])).toEqual([
      ['number-and-title-differ', '3'],
      ['unknown-number', '6'],
      ['control-twice', '12'],
    ]);
  });

  it('keeps a heading that the table of contents does not list inside its control, and cross-references in the text', async () => {
    const text = [
      '# うぐいす便 セキュリティホワイトペーパー',
      '## 目次',
      '1. 9.2.1 利用者登録及び登録削除 ..... 3\n2. 9.2.2 利用者アクセスの提供 ..... 3\n3. 9.4.1 情報へのアクセス制限 ..... 4',
      '## 9.2.1 利用者登録及び登録削除\n管理者が登録します。\n## 一括登録について\nCSVで登録できます。\n関連する管理策：A.9.2.2、A.9.4.1',
      '## 9.2.2 利用者アクセスの提供\n役割で決まります。\n関連する管理策：A.9.2.1、A.9.4.1',
      '## 9.4.1 情報へのアクセス制限\n部署ごとに制限できます。\n著作権法第30条の範囲でお使いください。\n関連する管理策：A.9.2.1、A.9.2.2',
      '以上\nCopyright © 2024 うぐいす運輸\n本書の内容の無断転載を禁じます。',
    ].join('\n\n');
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.md');
    expect(disclosure.passages.map(p => [p.section, p.text])).toEqual([
      ['9.2.1', '管理者が登録します。\n## 一括登録について\nCSVで登録できます。\n関連する管理策：A.9.2.2、A.9.4.1'],
      ['9.2.2', '役割で決まります。\n関連する管理策：A.9.2.1、A.9.4.1'],
      ['9.4.1', '部署ごとに制限できます。\n著作権法第30条の範囲でお使いください。\n関連する管理策：A.9.2.1、A.9.2.2'],
    ]);
  });

  it('takes a number that ISO/IEC 27001 gives to a clause for no control', async () => {
    const text =
      '## 6.1.2 情報セキュリティリスクアセスメント\n毎年行います。\n\n## 12.3.1 情報のバックアップ\n毎日行います。\n';
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.md');
    expect(disclosure.passages.map(p => [p.section, p.control])).toEqual([
      ['sec.情報セキュリティリスクアセスメント', null],
      ['12.3.1', '12.3.1'],
    ]);
  });

  it('takes a first section of any title, and tells of text that stands under no heading', async () => {
    const text =
      '# うぐいす便\n\n## 安全への考え方\n荷物を守ります。\n\n## 12.3.1 情報のバックアップ\n毎日行います。\n';
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.md');
    expect(disclosure.passages.map(p => [p.section, p.text])).toEqual([
      ['sec.安全への考え方', '荷物を守ります。'],
      ['12.3.1', '毎日行います。'],
    ]);
    const headless = 'うぐいす便は荷物を守ります。\n\n12.3.1 情報のバックアップ\n毎日行います。\n';
    const { messages } = await importDisclosure(new TextEncoder().encode(headless), 'uguisu.txt');
    expect(messages).toContainEqual(expect.objectContaining({ code: 'left-out', where: '1' }));
  });

  it.each([
    ['12.3.1. 情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['12.3.1　情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['A.12.3.1：情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['（A.12.3.1）情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['■ 12.3.1 情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['ISO/IEC 27017 12.3.1 情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['項番12.3.1 情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['3.4 【12.3.1】情報のバックアップ', '12.3.1', '情報のバックアップ'],
    ['**12.3.1 情報のバックアップ**', '12.3.1', '情報のバックアップ'],
    ['8.1.5 クラウドサービスカスタマの資産の除去', 'CLD.8.1.5', 'クラウドサービスカスタマの資産の除去'],
    ['CLD 8.1.5 契約終了時のデータ', 'CLD.8.1.5', '契約終了時のデータ'],
    ['cld8.1.5 資産の除去', 'CLD.8.1.5', '資産の除去'],
    ['12 .3. 1 情報のバックアップ', '12.3.1', '情報のバックアップ'],
  ])('takes %s for a heading', async (heading, section, title) => {
    const text = `うぐいす便の説明\n\n${heading}\n\n手順を定めています。\n`;
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.txt');
    expect(disclosure.passages).toEqual([{ section, control: section, title, text: '手順を定めています。' }]);
  });

  it.each([
    '12.3.1 情報のバックアップを参照してください。',
    '「12.3.1 情報のバックアップ」',
    'ログ取得機能（12.4.1 イベントログ取得）',
    'バージョン 12.3.1',
    '第12.3.1版',
    '12.3.1.4 下位の番号',
    '2012.3.1 制定',
  ])('takes %s for text', async line => {
    const text = `うぐいす便の説明\n\n9.4.1 情報へのアクセス制限\n\n制限できます。\n\n${line}\n\n以上の手順によります。\n`;
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.txt');
    expect(disclosure.passages.map(p => p.text)).toEqual([`制限できます。\n${line}\n以上の手順によります。`]);
  });

  it('takes a bare mention of a control that has its text elsewhere for a cross-reference', async () => {
    const text =
      '# うぐいす便\n\n- 12.3.1 情報のバックアップ\n\n## 9.4.1 情報へのアクセス制限\n制限できます。\n\n## 12.3.1 情報のバックアップ\n毎日行います。\n';
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.md');
    expect(disclosure.passages.map(p => [p.section, p.text])).toEqual([
      ['9.4.1', '制限できます。'],
      ['12.3.1', '毎日行います。'],
    ]);
  });

  it.each([
    ['うぐいす便の情報セキュリティに関する文書', 'うぐいす便'],
    ['うぐいす便 ISO/IEC 27017:2015 ホワイトペーパー', 'うぐいす便'],
    ['うぐいす便セキュリティホワイトペーパー', 'うぐいす便'],
    ['うぐいす便 Pro におけるクラウドセキュリティの取り組み', 'うぐいす便 Pro'],
    ['Warbler Mail Security White Paper', 'Warbler Mail'],
    ['ホワイトペーパー', null],
    ['安全のしおり', null],
  ])('takes the service’s name from the title %s', async (title, name) => {
    const text = `# ${title}\n\n## 12.3.1 情報のバックアップ\n毎日行います。\n`;
    const { disclosure, serviceName } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.md');
    expect(disclosure.title).toBe(title);
    expect(serviceName).toBe(name);
  });

  it.each([
    ['第 2.1 版\n2024 年 7 月 1 日', '第2.1版', '2024-07-01'],
    ['Ver. 3.0（2023/12/05 改訂）', 'Ver.3.0', '2023-12-05'],
    ['版数：1.2\n制定日：2020年1月1日\n改訂日：2022年2月2日', '1.2', '2022-02-02'],
    ['令和6年4月1日 初版', '初版', '2024-04-01'],
    ['Revision 4, January 15, 2025', 'Revision 4', '2025-01-15'],
    ['2024年2月30日', null, null],
    ['作成：2024年5月', null, null],
  ])('reads version and date from %j', async (cover, version, effective) => {
    const text = `うぐいす便 セキュリティホワイトペーパー\n${cover}\n\n12.3.1 情報のバックアップ\n毎日行います。\n`;
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.txt');
    expect(disclosure).toMatchObject({ title: 'うぐいす便 セキュリティホワイトペーパー', version, effective });
  });

  it.each([
    ['改訂履歴\n版数\t日付\t内容\n1.0\t2020/04/01\t新規\n1.1\t2023/09/30\t12.3.1 を修正', '1.1', '2023-09-30'],
    [
      '| 版 | 改訂日 | 内容 |\n|---|---|---|\n| 第1版 | 2021年6月1日 | 初版 |\n| 第2版 | 2022年6月1日 | 更新 |',
      '第2版',
      '2022-06-01',
    ],
    ['変更履歴\n\n第2版 2022年6月1日 更新\n第1版 2021年6月1日 制定', '第2版', '2022-06-01'],
  ])('reads version and date from the revision history %j', async (history, version, effective) => {
    const text = `うぐいす便 セキュリティホワイトペーパー\n\n12.3.1 情報のバックアップ\n毎日行います。\n\n${history}\n`;
    const { disclosure } = await importDisclosure(new TextEncoder().encode(text), 'uguisu.txt');
    expect(disclosure).toMatchObject({ version, effective });
    expect(disclosure.passages.map(p => p.text)).toEqual(['毎日行います。']);
  });
});
