import type { FormatToken } from './format-token.ts';
import { type SerialDate, serialDate } from './serial-date.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const WEEKDAYS_JA = '日月火水木金土';
/** First days of the Japanese eras as yyyymmdd; dates before Meiji keep the western year. */
const ERAS = [
  { from: 20190501, name: '令和', letter: 'R' },
  { from: 19890108, name: '平成', letter: 'H' },
  { from: 19261225, name: '昭和', letter: 'S' },
  { from: 19120730, name: '大正', letter: 'T' },
  { from: 18680125, name: '明治', letter: 'M' },
];

/** Shows a serial number as a date or time; null where spreadsheets show none. `japanese` is the format's locale. */
export function formatDate(
  serial: number,
  tokens: readonly FormatToken[],
  date1904: boolean,
  japanese: boolean,
): string | null {
  const fields = tokens.map(token => (token.role === 'field' ? token.text.toLowerCase() : ''));
  const step = fields.some(field => field.startsWith('.')) ? 1 : 1000;
  const date = serialDate(serial, date1904, step);
  if (date === null) return null;
  const twelve = fields.some(field => field.includes('/'));
  return tokens
    .map((token, at) => (token.role !== 'field' ? token.text : show(fields, at, date, { serial, twelve, japanese })))
    .join('');
}

interface Context {
  readonly serial: number;
  /** The format holds AM/PM: hours run to 12. */
  readonly twelve: boolean;
  readonly japanese: boolean;
}

function show(fields: readonly string[], at: number, date: SerialDate, context: Context): string {
  const field = fields[at] ?? '';
  const two = (value: number) => String(value).padStart(field.length > 1 ? 2 : 1, '0');
  switch (field[0]) {
    case 'y':
      return field.length > 2 ? String(date.year) : String(date.year % 100).padStart(2, '0');
    case 'e':
      return String(eraYear(date)).padStart(fields.some(f => f.startsWith('g')) ? field.length : 1, '0');
    case 'g':
      return eraName(date, field.length);
    case 'm':
      if (field.length < 3) return two(isMinutes(fields, at) ? date.minute : date.month);
      return nameOf(MONTHS, date.month - 1, field.length);
    case 'd':
      return field.length < 3 ? two(date.day) : nameOf(WEEKDAYS, date.weekday, field.length);
    case 'h':
      return two(context.twelve ? date.hour % 12 || 12 : date.hour);
    case 's':
      return two(date.second);
    case '.':
      return `.${String(date.millisecond)
        .padStart(3, '0')
        .slice(0, field.length - 1)}`;
    case '[':
      return elapsed(field, context.serial);
    default:
      return nameOfHalf(field, date, context);
  }
}

/** `m` and `mm` are minutes next to hours and seconds, else months. */
function isMinutes(fields: readonly string[], at: number): boolean {
  const before = fields.slice(0, at).findLast(field => field !== '');
  const after = fields.slice(at + 1).find(field => field !== '');
  return /^\[?h/.test(before ?? '') || /^\[?s/.test(after ?? '');
}

function eraOf(date: SerialDate) {
  const day = date.year * 10_000 + date.month * 100 + date.day;
  return ERAS.find(era => day >= era.from);
}

function eraYear(date: SerialDate): number {
  const era = eraOf(date);
  return era === undefined ? date.year : date.year - Math.floor(era.from / 10_000) + 1;
}

function eraName(date: SerialDate, length: number): string {
  const era = eraOf(date);
  if (era === undefined) return '';
  return length === 1 ? era.letter : length === 2 ? (era.name[0] ?? '') : era.name;
}

/** Three letters, the whole name from four on, the first letter for `mmmmm`. */
function nameOf(names: readonly string[], index: number, length: number): string {
  const name = names[index] ?? '';
  return length === 3 ? name.slice(0, 3) : length === 5 ? name.slice(0, 1) : name;
}

/** `am/pm`, `a/p`, and the Japanese weekdays `aaa`, `aaaa`. */
function nameOfHalf(field: string, date: SerialDate, context: Context): string {
  const morning = date.hour < 12;
  if (field === 'am/pm' && context.japanese) return morning ? '午前' : '午後';
  if (field === 'am/pm') return morning ? 'AM' : 'PM';
  if (field === 'a/p') return morning ? 'A' : 'P';
  return `${WEEKDAYS_JA[date.weekday] ?? ''}${field.length > 3 ? '曜日' : ''}`;
}

/** `[h]`, `[mm]`, `[s]`: the whole time that passed in that unit. */
function elapsed(field: string, serial: number): string {
  const unit = { h: 24, m: 1440, s: 86_400 }[field[1] ?? ''] ?? 0;
  return String(Math.floor(Math.round(serial * 86_400) / (86_400 / unit))).padStart(field.length - 2, '0');
}
