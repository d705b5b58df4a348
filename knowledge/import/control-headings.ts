import type { Catalogue, Control } from '../controls/catalogue.ts';
import { headingKey } from './contents.ts';
import type { Line } from './lines.ts';
import { headingSimilarity } from './similarity.ts';

/** A heading that names one control or more. */
export interface ControlHeading {
  readonly controls: readonly Control[];
  /** Empty where the title stands on another line. */
  readonly title: string;
}

const dot = '\\s?[.．]\\s?';
const digits = `\\d{1,2}(?:${dot}\\d{1,2}){1,2}`;
const numberForm = `(?:附属書\\s*)?(?:A[.．\\s]{0,2})?(?:CLD[.．\\s・-]{0,2})?${digits}`;
const opens = '[【［\\[(（「〔<＜]';
const closes = '[】］\\])）」〕>＞]';
/** The number, in brackets or not, behind a bullet, a standard's name, or (in brackets only) the document's own number. */
const leadNumber = new RegExp(
  `^[■◆●□▼]?\\s*(?:\\d{1,2}(?:[.．]\\d{1,2}){0,2}[.．]?\\s+(?=${opens}))?${opens}?\\s*(?:(?:ISO(?:/IEC)?|JIS\\s?Q)\\s?2\\d{4}(?:[:：]20\\d\\d)?\\s*[:：]?\\s*)?(?:項番|管理策|№|No\\.?)?\\s*[:：]?\\s*(${numberForm})(?![\\d.．])\\s*${closes}?\\s*[.．:：、\\-–—]?\\s*(.*)$`,
  'iu',
);
const tailNumbers = new RegExp(`^(.*?\\S)\\s*${opens}\\s*([^【［\\[(（〔]*?${numberForm}[^)）]*?)\\s*${closes}$`, 'iu');
const eachNumber = new RegExp(`(?<![\\d.．])${numberForm}(?![\\d.．])`, 'giu');
/** What a line that only refers to the standard may say beside the numbers; its own number may be misprinted. */
const referenceWords =
  /I+S?O|IEC|JIS|JIP|ISMS|(?<![\d.])2\d{4}(?:\s*[:：]\s*20\d\d)?|附属書|管理策|項番|項目|番号|箇条|対応|関連|該当|参照|規格|要求事項|クラウドサービス|における|および|及び|への|する|annex|control|clause|reference|and|no\.?|[QとのA]/giu;

/** In characters. */
const longestHeading = 90;

/** A number as the catalogue writes it: `A.12.3.1` is `12.3.1`, `CLD8.1.5` is `CLD.8.1.5`; null for what no standard has. */
export function readNumber(catalogue: Catalogue, written: string): Control | null {
  const plain = written.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const number = plain.match(/\d.*$/)?.[0] ?? '';
  if (plain.includes('CLD')) return catalogue.byNumber.get(`CLD.${number}`) ?? null;
  return catalogue.byNumber.get(number) ?? catalogue.byNumber.get(`CLD.${number}`) ?? null;
}

/** Numbers that stand in a text in the order of mention, each once. */
export function numbersIn(catalogue: Catalogue, text: string): readonly Control[] {
  const found = new Map<string, Control>();
  for (const [written] of text.matchAll(eachNumber)) {
    const control = readNumber(catalogue, written);
    if (control !== null) found.set(control.number, control);
  }
  return [...found.values()];
}

/** A heading: short, no sentence, brackets closed. */
export function isHeadingShaped(text: string): boolean {
  if (text.length > longestHeading || /[。、，]$|。./.test(text)) return false;
  return /^[^「」『』()（）【】]*(?:[「『(（【][^「」『』()（）【】]*[」』)）】][^「」『』()（）【】]*)*$/.test(text);
}

/** `12.3.1 情報のバックアップ`, `【CLD.8.1.5】…`, `A.12.3.1：…`, or the number alone. */
export function readLeadingNumber(catalogue: Catalogue, line: Line): ControlHeading | null {
  if (line.plain.length > longestHeading) return null;
  const match = line.plain.match(leadNumber);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  // `ISO/IEC 27017 項番：5.1.1` with no title behind is a reference.
  if (match[2] === '' && /ISO|JIS|項番|管理策/i.test(line.plain)) return null;
  const control = readNumber(catalogue, match[1]);
  if (control === null || !isHeadingShaped(match[2])) return null;
  return { controls: [control], title: match[2].trim() };
}

/** `データの複製（ISO/IEC 27017 12.3.1）`: a heading with its numbers in brackets at the end. */
export function readTrailingNumbers(catalogue: Catalogue, line: Line): ControlHeading | null {
  if (line.plain.length > longestHeading) return null;
  const match = line.plain.match(tailNumbers);
  if (match?.[1] === undefined || match[2] === undefined || !isHeadingShaped(line.plain)) return null;
  const controls = numbersIn(catalogue, match[2]);
  return controls.length > 0 ? { controls, title: ownNumberRemoved(match[1]) } : null;
}

/**
 * A line that only refers to the standard, such as `ISO/IEC27017 項番 : 5.1.1` or `（対応管理策：A.9.2.1、A.9.2.2）`; the standard's
 * number may be misprinted. Null for anything that says more.
 */
export function readReference(catalogue: Catalogue, line: Line): readonly Control[] | null {
  const text = line.plain.normalize('NFKC');
  if (readLeadingNumber(catalogue, line) !== null && numbersIn(catalogue, text).length < 2) return null;
  if (text.length > 120 || !/(?:ISO|IEC|JIS|項番|管理策|附属書|箇条|control|clause|CLD)/i.test(text)) return null;
  const controls = numbersIn(catalogue, text);
  if (controls.length === 0) return null;
  const rest = text
    .replace(eachNumber, '')
    .replace(referenceWords, '')
    .replace(/[\s()[\]【】「」<>:,、・/;.※→⇒■●\-–—~～]/g, '');
  if (rest === '') return controls;
  return controls.some(control => headingKey(rest).startsWith(headingKey(control.ja).slice(0, 4))) && rest.length < 40
    ? controls
    : null;
}

/** So many controls make a way of numbering. */
export const fewest = 3;

/** From here on a title is surely a control's, or likely enough when it follows the control's number. */
export const sureFit = 0.6;
export const likelyFit = 0.3;

/** How well a title fits a control, 0..1. */
export const titleFits = (control: Control, title: string): number =>
  Math.max(headingSimilarity(control.ja, title), headingSimilarity(control.en, title));

/** A heading without the document's own chapter number: `8.3 情報のバックアップ`, `第3章 …`, `II. …` stays, for it is the title. */
export function ownNumberRemoved(text: string): string {
  return text
    .trim()
    .replace(/^(?:第\s*\d{1,2}\s*[章節項]|\d{1,2}(?:\s?[.．]\s?\d{1,2}){0,3}[.．)）]?|[（(]\d{1,2}[)）])\s*(?=\S)/u, '')
    .trim();
}
