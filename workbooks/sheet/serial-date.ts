/** A moment as a spreadsheet's serial number tells it: no time zone. */
export interface SerialDate {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Thousandths of a second. */
  readonly millisecond: number;
}

const DAY = 86_400_000;
/** 9999-12-31, the last day that a spreadsheet knows. */
const LAST_SERIAL = 2_958_466;

/**
 * The moment of a serial number, rounded to `stepMilliseconds`; null where spreadsheets show none (negative, beyond 9999).
 * The 1900 system counts a 29 February 1900 that never was. Source: ECMA-376 part 1, 18.17.4.
 */
export function serialDate(serial: number, date1904: boolean, stepMilliseconds: number): SerialDate | null {
  const days = date1904 ? serial + 1462 : serial;
  if (!(days >= 0 && days < LAST_SERIAL)) return null;
  const shift = days < 60 ? 1 : 0;
  const time = Math.round((days * DAY) / stepMilliseconds) * stepMilliseconds;
  const date = new Date(Date.UTC(1899, 11, 30 + shift) + time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/** The serial number of an ISO 8601 date or time (cells of type `d`), or null where the text is none. */
export function serialOfIso(text: string, date1904: boolean): number | null {
  const match = /^(?:(\d{4})-(\d{2})-(\d{2}))?T?(?:(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/.exec(text.trim());
  if (match === null || text.trim() === '') return null;
  const [, year, month, day, hour, minute, second] = match;
  const time = (Number(hour ?? 0) * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0);
  if (year === undefined) return time / 86_400;
  const days = (Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.UTC(1899, 11, 30)) / DAY;
  return days + time / 86_400 - (date1904 ? 1462 : 0);
}
