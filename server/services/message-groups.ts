import type { Message } from '../../knowledge/errors.ts';

/** Cells that a grouped message names; the others are counted. */
const NAMED_CELLS = 5;
const CELL = /^(.*)!([A-Z]{1,3}[1-9]\d*)$/s;

/**
 * Messages for a person to read: those that say the same of several cells of a sheet become one, which counts the cells and
 * names the first (`Sheet1!F8, F9, F10, F11, F12 … (38)`). The order is that of their first cells; nothing is left out.
 */
export function groupMessages(messages: readonly Message[]): readonly Message[] {
  const groups = new Map<string, { readonly first: Message; readonly sheet: string; readonly cells: string[] }>();
  for (const message of messages) {
    const [, sheet = '', cell] = CELL.exec(message.where) ?? [];
    const said = withoutPlace(message);
    // What concerns no cell stands alone, even where it is said twice.
    const key = JSON.stringify(cell ? [sheet, message.severity, message.code, said.text, said.en] : groups.size);
    const group = groups.get(key) ?? { first: message, sheet, cells: [] };
    if (cell) group.cells.push(cell);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, sheet, cells }) => {
    if (cells.length < 2) return first;
    const more = cells.length > NAMED_CELLS ? ' …' : '';
    const where = `${sheet}!${cells.slice(0, NAMED_CELLS).join(', ')}${more} (${cells.length})`;
    return { ...first, ...withoutPlace(first), where };
  });
}

/** The sentences without the place that some of them name themselves. */
function withoutPlace({ where, text, en }: Message): Pick<Message, 'text' | 'en'> {
  return { text: text.replaceAll(`${where} `, 'セル'), en: en.replaceAll(`${where} `, 'the cell ') };
}
