import { describe, expect, it } from 'vitest';
import type { Message } from '../../../knowledge/errors.ts';
import { groupMessages } from '../../../server/services/message-groups.ts';

const said = (where: string, text = '欄がありません。', code = 'no-text-cell'): Message => ({
  severity: 'warning',
  code,
  where,
  text,
  en: 'There is no cell.',
});
const column = (sheet: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => said(`${sheet}!F${from + at}`));

describe('messages for a person', () => {
  it('that say the same of many cells of a sheet become one, with the count and the first cells', () => {
    const grouped = groupMessages(column('表', 8, 45));
    expect(grouped.map(m => m.where)).toEqual(['表!F8, F9, F10, F11, F12 … (38)']);
    expect(grouped[0]).toMatchObject({ severity: 'warning', code: 'no-text-cell', text: '欄がありません。' });
  });

  it('name all cells where they are few, and stay as they are where there is one', () => {
    expect(groupMessages([...column('表', 1, 3), said('表!A9', 'ほかのこと。')]).map(m => m.where)).toEqual([
      '表!F1, F2, F3 (3)',
      '表!A9',
    ]);
  });

  it('stay apart by sheet, by code, by severity and by what they say', () => {
    const one = said('表!F1');
    const apart = [
      one,
      said('別の表!F2'),
      said('表!F3', one.text, 'other'),
      said('表!F4', 'ほかのこと。'),
      { ...said('表!F5'), severity: 'info' as const },
      { ...said('表!F6'), en: 'Something else.' },
    ];
    expect(groupMessages(apart)).toEqual(apart);
  });

  it('come in the order of their first cells', () => {
    const texts = ['一', '二', '一', '三', '二'].map((text, at) => said(`表!F${at + 1}`, text));
    expect(groupMessages(texts).map(m => [m.text, m.where])).toEqual([
      ['一', '表!F1, F3 (2)'],
      ['二', '表!F2, F5 (2)'],
      ['三', '表!F4'],
    ]);
  });

  it('are not put together where they concern no cell', () => {
    const whole = [said(''), said(''), said('表'), said('表'), said('12'), said('a.md'), said('a.md')];
    expect(groupMessages(whole)).toEqual(whole);
  });

  it('are one also where each names its own cell in its sentence', () => {
    const refused = ['F8', 'F9'].map(cell => ({
      ...said(`表!${cell}`, `表!${cell} には書き込みません: すでに記入されています。`, 'filled-cell'),
      en: `表!${cell} is not written: the cell is filled already.`,
    }));
    const [grouped, ...others] = groupMessages(refused);
    expect(others).toEqual([]);
    expect(grouped).toMatchObject({
      where: '表!F8, F9 (2)',
      text: 'セルには書き込みません: すでに記入されています。',
      en: 'the cell is not written: the cell is filled already.',
    });
    expect(groupMessages(refused.slice(0, 1)), 'one alone keeps its own words').toEqual(refused.slice(0, 1));
  });

  it('take a sheet whose name holds an exclamation mark or a line break', () => {
    expect(groupMessages([said('a!b!F1'), said('a!b!F2'), said('a\nb!F1')]).map(m => m.where)).toEqual([
      'a!b!F1, F2 (2)',
      'a\nb!F1',
    ]);
  });

  it('leave none out: the counts of all groups make up the number of messages', () => {
    const messages = [...column('甲', 1, 9), ...column('乙', 1, 4), said('丙'), said('甲!F99', '別。')];
    const counted = groupMessages(messages).map(m => Number(/\((\d+)\)$/.exec(m.where)?.[1] ?? 1));
    expect(counted.reduce((a, b) => a + b, 0)).toBe(messages.length);
  });
});
