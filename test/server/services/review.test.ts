import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../matchers/model.ts';
import {
  decide,
  effectiveAnswer,
  isHeldByGuard,
  nextState,
  REVIEW_ACTIONS,
  REVIEW_STATES,
  type Reviewed,
  type ReviewSnapshot,
  type ReviewState,
  stateAfterAnswer,
} from '../../../server/services/review.ts';
import type { Question } from '../../../workbooks/model.ts';

/** Every pair of a state and a step, written out anew: what the table says must be what is meant. */
const MEANT: Readonly<Record<ReviewState, string>> = {
  //              approve   edit    choose  reject    flag          sure   unsure
  draft: '         approved edited  edited  rejected  needs-review  draft  needs-review',
  'needs-review': 'approved edited  edited  rejected  -             draft  needs-review',
  approved: '      -        edited  edited  rejected  needs-review  -      -',
  edited: '        approved edited  edited  rejected  needs-review  -      -',
  rejected: '      approved edited  edited  -         needs-review  -      -',
};

const question: Question = {
  row: 4,
  cell: 'C4',
  text: 'バックアップを取得していますか。',
  number: '1',
  category: '',
  answer: { verdict: 'D4', comment: 'E4', reference: null, exclusive: null },
  options: ['○', '×'],
  prefilled: false,
};
const citation = (section: string) => ({
  section,
  control: section,
  title: `節${section}`,
  quote: `${section}の文。`,
  disclosure: { title: '文書', version: '1版', effective: null },
  score: 0.9,
});
const answer = (status: Answer['status'], verdict: Answer['verdict'] = 'yes'): Answer => ({
  id: 'シート!C4',
  service: 'some-service',
  status,
  verdict,
  confidence: 0.7,
  evidence: 0.8,
  citations: status === 'no-evidence' ? [] : [citation('12.3.1'), citation('12.4.1')],
  quoted: status === 'no-evidence' ? 0 : 1,
  uncovered: [],
  controls: [],
  explanation: { terms: [], guards: [], againstYes: [], precedents: [] },
});
const reviewed = (more: Partial<Reviewed>): Reviewed => ({
  sheet: 'シート',
  question,
  answer: answer('review'),
  review: 'needs-review',
  decision: null,
  ...more,
});
const snapshot = (review: ReviewState): ReviewSnapshot => ({ review, decision: null, note: '', assignee: '' });

describe('the states of a review', () => {
  for (const state of REVIEW_STATES) {
    const meant = MEANT[state].trim().split(/\s+/);
    for (const [at, action] of REVIEW_ACTIONS.entries()) {
      it(`from ${state}, ${action} ${meant[at] === '-' ? 'is refused' : `leads to ${meant[at]}`}`, () => {
        if (meant[at] === '-')
          expect(() => nextState(state, action)).toThrow(expect.objectContaining({ code: 'not-allowed' }));
        else expect(nextState(state, action)).toBe(meant[at]);
      });
    }
  }

  it('an answer without evidence is left for people to see, but keeps nothing back', () => {
    expect(stateAfterAnswer('draft', answer('no-evidence'))).toBe('draft');
    expect(stateAfterAnswer('draft', answer('review'))).toBe('needs-review');
    expect(stateAfterAnswer('edited', answer('review'))).toBeNull();
  });
});

describe('a decision', () => {
  it('keeps what it does not speak of', () => {
    const edited = decide(snapshot('needs-review'), { action: 'edit', text: '書き直した文。' });
    const judged = decide(edited, { action: 'edit', verdict: 'no' });
    expect(judged).toMatchObject({
      review: 'edited',
      decision: { text: '書き直した文。', verdict: 'no', option: null },
    });
    expect(decide(judged, { action: 'edit', option: '×' }).decision).toMatchObject({ option: '×', verdict: null });
  });

  it('another candidate takes the words and the verdict of the former one away', () => {
    const edited = decide(snapshot('draft'), { action: 'edit', text: '文。', verdict: 'yes' });
    const chosen = decide(edited, { action: 'choose', citation: 1 });
    expect(chosen.decision).toEqual({ citation: 1, text: null, verdict: null, option: null });
  });

  it('an approval changes nothing but the state', () => {
    expect(decide(snapshot('draft'), { action: 'approve' })).toEqual(snapshot('approved'));
  });
});

describe('the answer that counts', () => {
  it('is flagged in words while it needs review, and not once it is approved', () => {
    expect(effectiveAnswer(reviewed({}))?.text).toMatch(/^【要確認】12\.3\.1の文。/);
    const approved = effectiveAnswer(reviewed({ review: 'approved' }));
    expect(approved).toMatchObject({ status: 'answered', verdict: 'yes', sheet: 'シート', row: 4 });
    expect(approved?.text).toMatch(/^12\.3\.1の文。/);
  });

  it('quotes the chosen candidate and judges nothing until a person does', () => {
    const decision = { verdict: null, option: null, text: null, citation: 1 };
    const chosen = effectiveAnswer(reviewed({ review: 'edited', decision }));
    expect(chosen).toMatchObject({ verdict: 'unknown', quoted: 1 });
    expect(chosen?.citations.map(c => c.section)).toEqual(['12.4.1', '12.3.1']);
    expect(chosen?.text).toContain('12.4.1の文。');
  });

  it('is a person’s own text where the disclosures say nothing', () => {
    const decision = { verdict: 'no', option: null, text: '提供していません。', citation: null } as const;
    const own = effectiveAnswer(reviewed({ answer: answer('no-evidence', 'unknown'), review: 'edited', decision }));
    expect(own).toMatchObject({ status: 'answered', verdict: 'no', text: '提供していません。' });
  });

  it('says nothing when it is rejected, emptied, or approved without evidence', () => {
    const empty = { verdict: null, option: null, text: '', citation: null };
    expect(effectiveAnswer(reviewed({ review: 'rejected' }))).toMatchObject({ status: 'no-evidence', text: '' });
    expect(effectiveAnswer(reviewed({ review: 'edited', decision: empty }))?.status).toBe('no-evidence');
    const none = reviewed({ answer: answer('no-evidence', 'unknown'), review: 'approved' });
    expect(effectiveAnswer(none)).toMatchObject({ status: 'no-evidence', text: '' });
  });

  it('is marked again when a person sends an edited answer back to review', () => {
    const decision = { verdict: null, option: null, text: '直した文。', citation: null };
    expect(effectiveAnswer(reviewed({ decision }))?.text).toBe('【要確認】直した文。');
  });
});

describe('a bulk approval', () => {
  const withGuards = (...guards: string[]): Answer => ({
    ...answer('review'),
    explanation: { terms: [], guards, againstYes: ['hedged'], precedents: [] },
  });

  it('leaves out what a guard holds back, however sure it is', () => {
    expect(isHeldByGuard(withGuards('threshold-not-stated'))).toBe(true);
    expect(isHeldByGuard(withGuards('low-confidence', 'hedged'))).toBe(true);
  });

  it('may take what was only not sure enough, and what merely is no yes', () => {
    expect(isHeldByGuard(withGuards('low-confidence'))).toBe(false);
    expect(isHeldByGuard(withGuards())).toBe(false);
  });
});
