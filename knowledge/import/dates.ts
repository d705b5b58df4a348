const western = /((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?/g;
const era = /(令和|平成)\s*(元|\d{1,2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const english =
  /\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})|\b(\d{1,2})\s+([A-Z][a-z]{2,8})\.?,?\s+((?:19|20)\d{2})/g;
const eraStart = { 令和: 2018, 平成: 1988 } as const;

/** ISO form of a date that exists, else null. */
function iso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Every full date of a text (`2024/11/19`, `2021 年 1 月 18 日`, `令和6年4月1日`, `April 1, 2024`) in ISO form. */
export function readDates(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  const found: { at: number; date: string | null }[] = [];
  for (const m of plain.matchAll(western))
    found.push({ at: m.index, date: iso(Number(m[1]), Number(m[2]), Number(m[3])) });
  for (const m of plain.matchAll(era)) {
    const start = m[1] === '令和' ? eraStart.令和 : eraStart.平成;
    const year = m[2] === '元' ? 1 : Number(m[2]);
    found.push({ at: m.index, date: iso(start + year, Number(m[3]), Number(m[4])) });
  }
  for (const m of plain.matchAll(english)) {
    const month = months.indexOf((m[1] ?? m[5] ?? '').slice(0, 3).toLowerCase()) + 1;
    if (month > 0) found.push({ at: m.index, date: iso(Number(m[3] ?? m[6]), month, Number(m[2] ?? m[4])) });
  }
  return found.sort((a, b) => a.at - b.at).flatMap(({ date }) => (date === null ? [] : [date]));
}

/** The first full date of a text in ISO form, or null. */
export const readDate = (text: string): string | null => readDates(text)[0] ?? null;
