import { unifyWidth } from '../../knowledge/text/normalize.ts';

/** A row that shows how to answer: `例`, `記入例`, `（記入例）…`, `Example`. */
export function isExample(text: string): boolean {
  const flat = text.normalize('NFKC').trim();
  return (
    /^[([【「<※]*(記入|回答|記載)(例|見本|サンプル)/.test(flat) ||
    /^([([【「<]例[0-9]*[)\]】」>]|例[0-9]*$|例[:：])/.test(flat) ||
    /^[([]?(example|sample|ex\.?|e\.g\.)([)\]:]|$|\s*[0-9]*$)/i.test(flat)
  );
}

/** A row that adds up: 小計, 合計, 得点, Total. */
export function isTotal(text: string): boolean {
  const flat = unifyWidth(text);
  // 「はい 4点×（ ）個」 counts the answers.
  if (/[0-9] *点 *[×x*] *[([]/i.test(flat)) return true;
  return /^[■(【]*(小計|合計|総計|中計|計|総合計|平均|得点|総合得点|達成率|実施率|適合率|回答数|件数|集計|sub-?\s?total|total|grand total|average|score)[)】]*\s*([(:【].*)?$/i.test(
    flat,
  );
}

/** What ends a questionnaire or stands beside it: notes, thanks, 以上, End of questionnaire. */
export function isClosing(text: string): boolean {
  return (
    /^[\s　]*(以\s*上|以下余白|ご協力(ありがとう|のほど)|お忙しい|ご多忙|よろしくお願い|宜しくお願い|ありがとうござい|お手数(です|を)|最後に|質問は以上|end of (the )?(questionnaire|document|sheet|file|section)|thank you)/i.test(
      text,
    ) ||
    /(ご協力(を|のほど)|ご回答(を|のほど)).{0,20}(お願い|ありがとう)|ご連絡ください。?$|ご返送(ください|願います)/.test(
      text,
    )
  );
}

/** A remark to whoever fills in the sheet: ※…, 注）…, （注）…, or wholly in brackets. */
export function isNote(text: string): boolean {
  return /^[\s　]*([※＊*]|[(（【]?注[0-9０-９]?[)）】:：.．]|[(（【[](補足|注記|参考|備考|留意(事項|点)|注意(事項|点)?)[)）】\]]|注意(事項|点|書き)?([:：]|$)|notes?[:：]|備考[:：])/i.test(
    text,
  );
}

/** A text with the form of a section's title: 【…】, ■…, １．…について, 第1章 …, Ⅰ．…. Not yet that it is one. */
export function isHeading(text: string): boolean {
  const flat = text.trim();
  if (flat.length > 60 || flat.includes('\n')) return false;
  return (
    /^[【＜<〈《［[].{1,50}[】＞>〉》］\]]$/.test(flat) ||
    /^[■□●◆◇▼▲▽★☆◎○]\s*\S/.test(flat) ||
    /^第\s*[0-9０-９一二三四五六七八九十]+\s*(章|節|編|部|条)?/.test(flat) ||
    /^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+\s*[.．、:：]\s*\S/.test(flat) ||
    (/^([0-9０-９]{1,2}|[A-ZＡ-Ｚ])\s*[.．、]\s*\S/.test(flat) && !/[かと][。？?]?$/.test(flat))
  );
}

/** A heading by its marks alone (`【運用】`, `■１．組織`), without a look at its words. */
export function isMarkedHeading(text: string): boolean {
  return /^[【＜<〈《［[■□●◆◇▼]/.test(text.trim()) && isHeading(text);
}

/** Labels of who answers (会社名, 担当者, 記入日): a form's head, not its questions. */
export function isProfile(text: string): boolean {
  const label = text
    .normalize('NFKC')
    .replace(/[\s:：*※()・/]+/g, '')
    .replace(/^(ご|御|貴)/, '');
  return /^(貴?社名|会社名(称)?|法人名(称)?|組織名|団体名|商号|(会社)?所在地|住所|郵便番号|代表者(名|氏名)?|(ご?担当|回答|記入|作成|責任|申請)者?(氏?名|者|部署名?|部門|役職|印)?|部署名?|部門名?|所属|役職|氏名|名前|電話番号?|tel|fax|内線|e?-?mail(address)?|(e|電子)?メール(アドレス)?|連絡先|(記入|回答|作成|提出|申請)(年月)?日|日付|対象?サービス名称?|サービス名称?|システム名称?|製品名称?|(company|vendor|supplier|organi[sz]ation|service|product|contact|respondent|your)?name|title|position|department|phone(number)?|address|date|website)$/i.test(
    label,
  );
}

/** A word written downwards, one character a line, as one word; any other text as it is. */
export function upright(text: string): string {
  const lines = text.split('\n').map(line => line.trim());
  return lines.length > 1 && lines.every(line => [...line].length <= 1) ? lines.join('') : text;
}

/** The title that a section's heading names, without marks, number and 「について」. */
export function headingTitle(text: string): string {
  const [line = ''] = text.split('\n');
  const bare = line
    .trim()
    .replace(/^[【＜<〈《［[](.*)[】＞>〉》］\]]$/, '$1')
    .replace(/^[\s■□●◆◇▼▲▽★☆◎○・]+/, '')
    .replace(headingNumber, '')
    .replace(/(について|に関して|に関する(質問|設問|確認|事項|確認事項|質問事項|項目)*)[。:：]?$/, '')
    .replace(/[:：]$/, '')
    .trim();
  return bare === '' ? line.trim() : bare;
}

/** `１．`, `1-2 `, `(3)`, `Ⅱ．`, `A.`, `第２章`, `Section 4:` before a title. */
const headingNumber =
  /^(第\s*[0-9０-９一二三四五六七八九十]+\s*(章|節|編|部|条)?[\s　:：.．]*|(section|part|chapter|domain|category)\s+[0-9A-Z]{1,2}\s*[-–.:)]*\s+|[(（][0-9０-９]{1,2}[)）]\s*|([0-9０-９]{1,2}([-.－．][0-9０-９]{1,2})*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+|[A-ZＡ-Ｚ])\s*[.．、:：)）]\s*|([0-9０-９]{1,2}([-.－．][0-9０-９]{1,2})*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+)[\s　]+)/i;

/** A row that is kept for its number alone: 欠番, 削除, －. */
export function isVoid(text: string): boolean {
  const flat = text.normalize('NFKC').replace(/\s+/g, '');
  return /^[(【]?(欠番|削除|廃止|予備|未使用|空欄|void|deleted|reserved|n\/a|[-‐―ー])[)】]?$/i.test(flat);
}

/**
 * The shape of a question's number, to tell the numbers of one list from other texts: `1-(2)-③` and `2-(1)-①` have one shape,
 * `V1` and `1.1` have not. Null where the text is no number.
 */
export function numberShape(text: string): string | null {
  const flat = text.normalize('NFKC').replace(/\s+/g, '');
  if (flat === '' || flat.length > 24 || !/[0-9]|^[a-zイロハア-オ]$/i.test(flat)) return null;
  if (/[\u3041-\u30ff\u3400-\u9fff]{4,}/.test(flat)) return null;
  return flat
    .replace(/[0-9]+/g, '9')
    .replace(/[A-Z]+/g, 'A')
    .replace(/[a-z]+/g, 'a')
    .replace(/[\u3041-\u30ff\u3400-\u9fff]+/g, '漢');
}

const leadingNumber =
  /^[\s　]*((?:[QＱ問No.．№]{1,3}[\s.．]*)?[(（]?[0-9０-９]{1,3}(?:[-－‐.．][(（]?[0-9０-９]{1,3}[)）]?)*[)）]?|[①-⑳]|[(（][ァ-ンa-zａ-ｚ][)）])\s*(?:[.．:：、)）]|[\s　])\s*(?=\S)/;

/** The number that a question's own text begins with (`3. …`, `Q1 …`, `①…`), and the text behind it; null without one. */
export function splitNumber(text: string): { readonly number: string; readonly text: string } | null {
  const match = leadingNumber.exec(text);
  if (match?.[1] === undefined) return null;
  return { number: match[1], text: text.slice(match[0].length) };
}
