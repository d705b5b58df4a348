import { normalize } from '../text/normalize.ts';
import { type Catalogue, type Control, edition2013Of } from './catalogue.ts';

/** `CLD.8.1.5`, `CLD8.1.5`, `A.12.3.1`, `A12.3.1`, `12.3.1`, `A.8.13`, `8.13`: prefix and digits. */
const mention =
  /(?<![\w.:/-])(cld[\s.・-]*|a[\s.]*)?(\d{1,2}(?:\s?\.\s?\d{1,2}){1,2})(?![\d%]|[.:/]\d|\s?(?:gb|mb|tb|kb|時間|分|秒|年|倍|億|万))/gi;
/** What stands before a bare two-part number when it names a control. */
const introduces = /(?:2700[12]|27017|iso|jis|annex|control|clause|附属書|管理策|項番|項目番号|箇条)[^。\n]{0,24}$/i;
const says2022 = /2022|27001:2023|27002:2024|新(?:規格|管理策|版)|改[訂定]版/;
const says2013 = /2013|27001:2014|27002:2014|27017|旧(?:規格|管理策|版)/;
/** Words before a number that make it a version or an address. */
const versionBefore =
  /(?:ver(?:sion)?|rev|v|tls|ssl|http|ip|第|release|build|java|php|python|openssl|windows|android|ios|macos)[\s.]*$/i;

/** A place in a text that names a control. */
export interface ControlMention {
  readonly control: Control;
  /** Offset in the text as given. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the control that a number names in any of its spellings (`A.12.3.1`, `12.3.1`, `CLD8.1.5`, `CLD 8.1.5`, `5.20`), or
 * null. `edition` decides a two-part number, which 2013 uses for objectives: only 2022 has two-part controls.
 */
export function findControl(catalogue: Catalogue, name: string): Control | null {
  const match = name
    .normalize('NFKC')
    .trim()
    .match(/^(cld[\s.・-]*|a[\s.]*)?(\d{1,2}(?:\s?\.\s?\d{1,2}){1,2})(?:\s*[(:]?\s*20(?:13|22)\)?)?$/i);
  if (match?.[2] === undefined) return null;
  const digits = match[2].replace(/\s/g, '');
  const cloud = match[1]?.toLowerCase().startsWith('cld') ?? false;
  return catalogue.byNumber.get(cloud ? `CLD.${digits}` : digits) ?? null;
}

/**
 * The controls that a text names by number, as numbers of ISO/IEC 27002:2013 and 27017 (`12.3.1`, `CLD.8.1.5`) in the order of
 * mention, each once. Numbers of 2022 (`A.8.13`, `5.20`) are translated. A two-part number counts only where something shows that it
 * is a control: the `A.`, a standard or 管理策 before it, 2022 beside it, or its own title behind it; `A.8.1` where the text speaks of
 * 2013, and `A.12.3`, name an objective and give its controls. Versions, dates, amounts and addresses are passed over.
 */
export function controlsNamedIn(text: string, catalogue: Catalogue): readonly string[] {
  const plain = text.normalize('NFKC');
  const found = new Set<string>();
  for (const match of plain.matchAll(mention)) {
    const digits = match[2]?.replace(/\s/g, '');
    if (digits === undefined) continue;
    const before = plain.slice(Math.max(0, match.index - 40), match.index);
    const after = plain.slice(match.index + match[0].length, match.index + match[0].length + 30);
    const prefix = match[1]?.toLowerCase() ?? '';
    for (const number of read(catalogue, digits, prefix, before, after, plain)) found.add(number);
  }
  return [...found];
}

function read(
  catalogue: Catalogue,
  digits: string,
  prefix: string,
  before: string,
  after: string,
  whole: string,
): readonly string[] {
  const threePart = digits.split('.').length === 3;
  if (prefix.startsWith('cld')) {
    const cloud = catalogue.byNumber.get(`CLD.${digits}`);
    return cloud ? [cloud.number] : [];
  }
  if (prefix === '' && versionBefore.test(before)) return [];
  if (threePart) {
    const own = catalogue.byNumber.get(digits);
    if (own) return [own.number];
    // `8.1.5` with the CLD left away: 2013 has no such number.
    return catalogue.byNumber.has(`CLD.${digits}`) && (prefix !== '' || introduces.test(before))
      ? [`CLD.${digits}`]
      : [];
  }
  const control = catalogue.byNumber.get(digits);
  const named = control !== undefined && control.standard === '27002:2022';
  const titled = named && startsWithTitle(after, control);
  const shown = prefix !== '' || introduces.test(before) || /^\s*\(?\s*20(?:13|22)/.test(after) || titled;
  if (!shown) return [];
  const objective = catalogue.controls.filter(c => c.standard === '27002:2013' && c.number.startsWith(`${digits}.`));
  const older = says2013.test(before + after) || (says2013.test(whole) && !says2022.test(whole));
  if (named && !(older && !titled && objective.length > 0)) return edition2013Of(catalogue, digits);
  return objective.map(c => c.number);
}

function startsWithTitle(after: string, control: Control): boolean {
  const text = normalize(after).replace(/^[\s:.\-)」】]+/, '');
  return text.startsWith(normalize(control.ja).slice(0, 6)) || text.startsWith(normalize(control.en).slice(0, 10));
}
