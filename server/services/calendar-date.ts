/** Whether a text is a day of the calendar, written YYYY-MM-DD; `Date.parse` alone takes 2026-02-31 for a day in March. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
