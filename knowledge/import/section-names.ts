import { headingKey } from './contents.ts';

/** Words of a title that decide the name of a section under no control; the first that fits names it. */
const names: readonly (readonly [RegExp, string])[] = [
  [
    /責任分界|責任の?範囲|責任共有|責任の?分担|役割分担|管理範囲|sharedresponsibilit|responsibilitymodel/,
    'responsibility',
  ],
  [/通知|お知らせ|告知|連絡方法|notification|notice/, 'notice'],
  [/適用範囲|対象範囲|対象サービス|スコープ|scope/, 'scope'],
  [/目的|趣旨|purpose|objective/, 'purpose'],
  [/審査|監査|audit/, 'audit'],
  [/概要|概説|overview|summary/, 'overview'],
  [/はじめに|序文|まえがき|前書き|ごあいさつ|introduction|preface/, 'intro'],
  [/問い?合わ?せ|サポート|窓口|連絡先|contact|support/, 'support'],
  [/認証|第三者評価|certificat/, 'certification'],
  [/個人情報|プライバシ|privacy/, 'privacy'],
  [/約款|規約|契約|terms/, 'terms'],
  [/免責|注意事項|disclaimer/, 'disclaimer'],
  [
    /サービスについて|サービス(?:の)?(?:紹介|内容|説明|仕様|構成)|本サービス|aboutth.*service|servicedescription/,
    'service',
  ],
];

const explains =
  /(?<![a-z])(?:iso|iec|jis|jip|isms)(?![a-z])|2701[0-9]|2700[0-9]|クラウドセキュリティ認証|(?:管理策|規格)(?:とは|の(?:概要|説明|見方))/;
/** The provider says what it does or has; then a section about a standard is more than an explanation. */
const claims =
  /(?:当社|弊社|当サービス|本サービス)(?:は|では|において|が|も)[^。]*(?:取得し|実施し|提供し|準拠し|適合し|審査を受け|運用し)/;
const historyTitle =
  /^(?:改[訂版定]|変更|更新|版数|改版)(?:履[歴歷]|記録)|改[訂版定]履[歴歷]|^(?:revisionhistory|changelog|changehistory)/;

/** Whether a line is the heading of a revision history. */
export const isHistoryTitle = (text: string): boolean => historyTitle.test(headingKey(text));

/** Whether a line is the head of a revision history's table: 版, 日付, 内容 in cells of their own. */
export function isHistoryHead(text: string): boolean {
  const cells = text.split(/[\t|]/).map(headingKey).filter(Boolean);
  return (
    /^(?:版|版数|版番号|改訂番号|改版番号|ver|version|rev|revision)$/.test(cells[0] ?? '') &&
    /日|date/.test(cells[1] ?? '')
  );
}

const dropped: readonly (readonly [RegExp, string])[] = [
  [historyTitle, '改訂履歴'],
  [/^(?:目次|もくじ|contents|索引|index)$/, '目次'],
  [/用語|略語|glossary|definitions/, '用語の説明'],
  [/商標|著作権|奥付|copyright|trademark/, '権利の表示'],
  [/参考文献|参考資料|references|bibliography/, '参考文献'],
];

/** The name behind `sec.` for a title; the title itself, shortened to its characters, where no known word stands in it. */
export function sectionName(title: string): string {
  const key = headingKey(title);
  for (const [words, name] of names) if (words.test(key)) return name;
  return (
    key
      .replace(/^(?:[ivx]{1,4}|\d+)(?=[^\d])/, '')
      .replace(/について$|[^\p{L}\p{N}]/gu, '')
      .slice(0, 40) || 'other'
  );
}

/** Whether a title is one of those by which documents of this kind name their sections (目的, 適用範囲, 責任分界点 …). */
export function isKnownSectionTitle(title: string): boolean {
  const key = headingKey(title);
  if (/[:：]|(?:ます|です|する|した|いる|こと|ない|たい)$/.test(title.trim())) return false;
  const longest = /(?:について|の目的|の概要|の適用範囲)$/.test(key) ? 40 : 24;
  return (
    key.length <= longest && (names.some(([words]) => words.test(key)) || dropped.some(([words]) => words.test(key)))
  );
}

/** Whether a title is one of those that follow the controls: 改訂履歴, 商標, 免責事項, お問い合わせ先. */
export function isClosingTitle(title: string): boolean {
  const key = headingKey(title);
  return (
    /^(?:免責事項|お?問い?合わ?せ先?|お問い?合わ?せ窓口)$/.test(key) ||
    (isKnownSectionTitle(title) && reasonToDrop(title, '') !== null)
  );
}

/** What a section is that says nothing about the service (用語, 改訂履歴 …), or null for one to keep. */
export function reasonToDrop(title: string, body: string): string | null {
  const key = headingKey(title);
  for (const [words, reason] of dropped) if (words.test(key)) return reason;
  if (explains.test(key) && !claims.test(body) && !/登録番号|認証番号/.test(body)) return '規格の一般的な説明';
  return null;
}
