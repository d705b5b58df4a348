import type { Features } from '../text/features.ts';

/**
 * Things that are spoken of in the same words and are not the same: what a disclosure says of one is no answer about another. The
 * names are those of the thesaurus' groups.
 */
const FAMILIES: readonly (readonly string[])[] = [
  ['操作ログ', 'アクセスログ', 'イベントログ', 'ログイン履歴', '作業ログ'],
  ['保存時の暗号化', '通信の暗号化'],
  ['障害', 'メンテナンス'],
  ['解約', '廃棄'],
];

/** What a question asks of that a quote does not name, while it names something of the same family: asked of access logs, told of operation logs. */
export function otherThings(question: Features, quote: Features): readonly string[] {
  const has = (text: Features, name: string) => text.has(`w‹${name}›`);
  return FAMILIES.flatMap(family => {
    const asked = family.filter(name => has(question, name));
    const told = family.filter(name => has(quote, name));
    return told.length > 0 ? asked.filter(name => !told.includes(name)) : [];
  });
}
