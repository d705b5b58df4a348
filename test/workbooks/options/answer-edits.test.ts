import { describe, expect, it } from 'vitest';
import type { AnswerCells, Question } from '../../../workbooks/model.ts';
import { answerEdits, type Verdict } from '../../../workbooks/options/index.ts';

const question = (answer: Partial<AnswerCells>, more: Partial<Question> = {}): Question => ({
  row: 5,
  cell: 'B5',
  text: '訓練を行っていますか。',
  number: '1',
  category: '',
  answer: { verdict: null, comment: null, reference: null, exclusive: null, ...answer },
  options: null,
  prefilled: false,
  ...more,
});
const edits = (asked: Question, verdict: Verdict | null = 'yes', lang: 'ja' | 'en' = 'ja') => {
  const planned = answerEdits({ sheet: '質問票', question: asked, verdict, comment: '本文', reference: '根拠', lang });
  return {
    cells: Object.fromEntries(planned.edits.map(({ cell, value }) => [cell, value])),
    codes: planned.messages.map(({ code }) => code),
    planned,
  };
};
const listed = { options: ['はい', 'いいえ'] };

describe('the cells of an answer', () => {
  it('take the verdict, the text and the citation', () => {
    const { cells, codes, planned } = edits(question({ verdict: 'C5', comment: 'D5', reference: 'E5' }, listed));
    expect(cells).toEqual({ C5: 'はい', D5: '本文', E5: '根拠' });
    expect(codes).toEqual([]);
    expect(planned.edits.every(({ sheet }) => sheet === '質問票')).toBe(true);
  });

  it('take the text into a free-text answer cell where there are no remarks', () => {
    expect(edits(question({ comment: 'C5' })).cells).toEqual({ C5: '本文' });
    expect(edits(question({ verdict: 'C5' })).cells).toEqual({ C5: '本文' });
    expect(edits(question({ verdict: 'C5', reference: 'D5' })).cells).toEqual({ C5: '本文', D5: '根拠' });
  });

  it('take the text into the reference cell where nothing else holds text', () => {
    expect(edits(question({ verdict: 'C5', reference: 'E5' }, listed)).cells).toEqual({ C5: 'はい', E5: '本文' });
  });

  it('leave the verdict to a person where it is not decided, and say nothing of it', () => {
    const { cells, codes } = edits(question({ verdict: 'C5', comment: 'D5' }, listed), null);
    expect(cells).toEqual({ D5: '本文' });
    expect(codes).toEqual([]);
  });

  it('leave the verdict empty, with the reason, where no word surely says it', () => {
    const asked = question({ verdict: 'C5', comment: 'D5' }, listed);
    expect(edits(asked, 'partial')).toMatchObject({ cells: { D5: '本文' }, codes: ['no-option-for-verdict'] });
    expect(edits(asked, 'customer')).toMatchObject({ cells: { D5: '本文' }, codes: ['customer-has-no-option'] });
    expect(edits(asked, 'info')).toMatchObject({ cells: { D5: '本文' }, codes: ['answer-is-information'] });
    expect(edits(question({ verdict: 'C5', comment: 'D5' }))).toMatchObject({
      cells: { D5: '本文' },
      codes: ['options-unknown'],
    });
  });

  it('mark one of several columns', () => {
    const exclusive = { yes: 'C5', no: 'D5', na: 'E5' };
    expect(edits(question({ exclusive, comment: 'F5' })).cells).toEqual({ C5: '○', F5: '本文' });
    expect(edits(question({ exclusive, comment: 'F5' }, { mark: 'レ' }), 'no').cells).toEqual({ D5: 'レ', F5: '本文' });
    expect(edits(question({ exclusive, comment: 'F5' }), 'yes', 'en').cells).toEqual({ C5: 'X', F5: '本文' });
    expect(edits(question({ exclusive, comment: 'F5' }, { mark: true })).cells).toEqual({ C5: true, F5: '本文' });
    expect(edits(question({ exclusive }), 'unknown')).toMatchObject({
      cells: {},
      codes: ['verdict-not-decided', 'no-text-cell'],
    });
  });

  it('hold TRUE and FALSE as truth values', () => {
    const truth = { options: ['TRUE', 'FALSE'] };
    expect(edits(question({ verdict: 'C5', comment: 'D5' }, truth)).cells).toEqual({ C5: true, D5: '本文' });
    expect(edits(question({ verdict: 'C5', comment: 'D5' }, truth), 'no').cells).toEqual({ C5: false, D5: '本文' });
    expect(edits(question({ verdict: 'C5', comment: 'D5' }, { ...truth, mark: true }), 'no').cells).toEqual({
      D5: '本文',
    });
  });

  it('stay as they are in a prefilled question', () => {
    expect(edits(question({ verdict: 'C5', comment: 'D5' }, { ...listed, prefilled: true })).planned).toEqual({
      edits: [],
      messages: [],
    });
  });

  it('are not written where they are filled, locked, formulas or checkboxes, and that is said with the place', () => {
    const asked = question(
      { verdict: 'C5', comment: 'D5', reference: 'E5' },
      { ...listed, blocked: { C5: 'locked', D5: 'filled', E5: 'formula' } },
    );
    const { cells, codes, planned } = edits(asked);
    expect(cells).toEqual({});
    expect(codes).toEqual(['answer-cell-locked', 'answer-cell-filled', 'answer-cell-formula']);
    expect(planned.messages.map(({ where }) => where)).toEqual(['質問票!C5', '質問票!D5', '質問票!E5']);
  });

  it('that hold no text at all leave the text unwritten, and say so', () => {
    expect(edits(question({ verdict: 'C5' }, listed))).toMatchObject({
      cells: { C5: 'はい' },
      codes: ['no-text-cell'],
    });
  });
});
