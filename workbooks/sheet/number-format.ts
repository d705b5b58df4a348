import { formatDate } from './date-format.ts';
import { formatDigits, formatGeneral } from './digits-format.ts';
import type { FormatToken } from './format-token.ts';

/** How a number is shown, and whether its format makes it a date. */
export interface ShownNumber {
  readonly text: string;
  readonly kind: 'number' | 'date';
}

interface Section {
  readonly tokens: readonly FormatToken[];
  readonly condition: ((value: number) => boolean) | null;
  readonly isDate: boolean;
  readonly japanese: boolean;
}

const TOKEN =
  /"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(-[^\]]*)?\]|\[(>=|<=|<>|>|<|=)(-?[0-9.]+)\]|(\[(?:h+|m+|s+)\])|\[[^\]]*\]|(General)|(AM\/PM|A\/P)|(E[+-])|(yyyy|yy|y|ggg|gg|g|ee|e|mmmmm|mmmm|mmm|mm|m|dddd|ddd|dd|d|aaaa|aaa|hh|h|ss|s)|([0#?])|([.,%/])|([\s\S])/gi;
/** Formats are few in a workbook; the cache is emptied when a hostile one brings more. */
const CACHE_SIZE = 2000;
const cache = new Map<string, readonly Section[]>();

/**
 * Shows a number by its format code: dates and times with Japanese eras, percents, decimals, thousands, literals,
 * sections by sign or condition. Fractions and codes beyond these are shown as General. A code that hides the value is
 * ignored: a cell that holds something must not look empty. Source: ECMA-376 part 1, 18.8.31.
 */
export function formatNumber(value: number, code: string, date1904: boolean): ShownNumber {
  if (code === 'General' || code === '@' || code === '') return { text: formatGeneral(value), kind: 'number' };
  const sections = sectionsOf(code);
  const [section, signed] = choose(sections, value);
  if (section === undefined) return { text: formatGeneral(value), kind: 'number' };
  if (section.isDate) {
    const text = formatDate(value, section.tokens, date1904, section.japanese);
    return { text: text ?? formatGeneral(value), kind: 'date' };
  }
  const shown = formatDigits(Math.abs(value), section.tokens);
  const text = shown === null || shown.trim() === '' ? formatGeneral(value) : value < 0 && signed ? `-${shown}` : shown;
  return { text, kind: 'number' };
}

/** The section for a value, and whether its sign has still to be written. */
function choose(sections: readonly Section[], value: number): readonly [Section | undefined, boolean] {
  const [first, second, third] = sections;
  if (first?.condition != null) {
    const found = sections.find(section => section.condition?.(value)) ?? sections.find(s => s.condition === null);
    return [found ?? first, true];
  }
  if (value < 0 && second !== undefined) return [second, false];
  if (value === 0 && third !== undefined) return [third, false];
  return [first, true];
}

function sectionsOf(code: string): readonly Section[] {
  const known = cache.get(code);
  if (known !== undefined) return known;
  const sections = splitSections(code.slice(0, 1000)).slice(0, 3).map(compile);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(code, sections);
  return sections;
}

function splitSections(code: string): string[] {
  return (code.match(/(?:"[^"]*"|\\.|[^;"\\]|["\\])+|;/g) ?? []).reduce<string[]>(
    (sections, piece) => {
      if (piece === ';') sections.push('');
      else sections[sections.length - 1] = piece;
      return sections;
    },
    [''],
  );
}

function compile(section: string): Section {
  const tokens: FormatToken[] = [];
  let condition: Section['condition'] = null;
  let japanese = false;
  const literal = (text: string) => tokens.push({ role: 'literal', text });
  const field = (text: string) => tokens.push({ role: 'field', text });
  for (const match of section.matchAll(TOKEN)) {
    const [
      ,
      quoted,
      escaped,
      symbol,
      locale,
      operator,
      bound,
      elapsed,
      general,
      half,
      exponent,
      date,
      digit,
      mark,
      any,
    ] = match;
    if (locale !== undefined) japanese ||= /411$|ja/i.test(locale);
    if (quoted !== undefined) literal(quoted);
    else if (escaped !== undefined) literal(escaped);
    else if (symbol !== undefined) literal(symbol);
    else if (operator !== undefined) condition = comparison(operator, Number(bound));
    else if (elapsed ?? half ?? date) field(elapsed ?? half ?? date ?? '');
    else if (general !== undefined) tokens.push({ role: 'general', text: '' });
    else if (digit !== undefined) tokens.push({ role: 'digit', text: digit });
    else if (exponent ?? mark) tokens.push({ role: 'mark', text: exponent ?? mark ?? '' });
    else if (any !== undefined) literal(any);
  }
  const isDate = tokens.some(token => token.role === 'field');
  return { tokens: isDate ? withFractions(tokens) : tokens, condition, isDate, japanese };
}

function comparison(operator: string, bound: number): (value: number) => boolean {
  switch (operator) {
    case '>':
      return value => value > bound;
    case '<':
      return value => value < bound;
    case '>=':
      return value => value >= bound;
    case '<=':
      return value => value <= bound;
    case '=':
      return value => value === bound;
    default:
      return value => value !== bound;
  }
}

/** In a date format, `.00` after the seconds is their fraction. */
function withFractions(tokens: readonly FormatToken[]): FormatToken[] {
  const out: FormatToken[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (token.role === 'digit' && last !== undefined && /^\.0*$/.test(last.text) && last.text.length < 4) {
      out[out.length - 1] = { role: 'field', text: `${last.text}0` };
    } else out.push(token);
  }
  return out;
}
