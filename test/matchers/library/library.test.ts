import { describe, expect, it } from 'vitest';
import type { LibraryAnswer, LibraryEntry } from '../../../knowledge/library/library.ts';
import type { Logistic } from '../../../matchers/learning/logistic.ts';
import { controlVotes } from '../../../matchers/library/control-votes.ts';
import { LibraryIndex } from '../../../matchers/library/library-index.ts';
import {
  precedentsBySection,
  precedentsForEvidence,
  precedentsForParts,
  precedentsForVerdict,
  precedentsOf,
} from '../../../matchers/library/precedents.ts';
import { weigh } from '../../../matchers/library/weigh.ts';
import { fixtureBase } from '../support/service.ts';

const yes = (section: string): LibraryAnswer => ({ answerable: 'full', sections: [section], verdicts: ['yes'] });
const NONE: LibraryAnswer = { answerable: 'none', sections: [], verdicts: ['unknown'] };
const entry = (id: string, question: string, answers: Record<string, LibraryAnswer>, author = 'a'): LibraryEntry => ({
  id,
  lang: 'ja',
  category: '',
  question,
  author,
  answers: new Map(Object.entries(answers)),
  quotes: new Map(),
});

const ENTRIES = [
  entry('daily', '毎日バックアップを取得していますか。', { one: yes('12.3.1'), two: NONE }),
  entry('yearly', 'バックアップを１年間保管していますか。', {
    one: { answerable: 'partial', sections: ['12.3.1'], verdicts: ['unknown'] },
    two: yes('18.1.3'),
  }),
  entry('lock', '執務室の入口を施錠していますか。', { one: NONE, two: NONE }),
  entry('mine', '毎日バックアップを取得していますか？', { one: yes('12.3.1') }, 'b'),
];
const { read, bank } = fixtureBase();
/** The more of the words are shared both ways, the likelier the same holds. */
const AGREEMENT: Logistic = { bias: -4, weights: { leastCovered: 8 } };
const library = new LibraryIndex(ENTRIES, read, term => bank.idfOf(term));
const near = (question: string, without?: string) => library.neighbours(question, read(question), without);
const weighed = (question: string) => weigh(near(question), AGREEMENT);

describe('the library', () => {
  it('gives the questions most like the one asked, nearest first', () => {
    expect(near('バックアップは毎日取得していますか。')[0]?.entry.id).toMatch(/daily|mine/);
    expect(near('執務室は施錠していますか。')[0]?.entry.id).toBe('lock');
  });

  it('knows nothing of a question that shares no word with it', () => {
    expect(near('zzz')).toEqual([]);
    expect(near('')).toEqual([]);
  });

  it('leaves an author out when it is told to, so that nobody answers for himself', () => {
    const ids = near('毎日バックアップを取得していますか。', 'a').map(n => n.entry.id);
    expect(ids).toEqual(['mine']);
  });

  it('compares a question with itself as wholly covered, with nothing beyond', () => {
    const [same] = near('バックアップを１年間保管していますか。');
    expect(same?.comparison).toMatchObject({ covered: 1, covers: 1, quantitiesBeyond: 0, qualifiersBeyond: 0 });
  });

  it('sees a threshold that the known question does not have', () => {
    const daily = near('バックアップを７年間保管していますか。').find(n => n.entry.id === 'yearly');
    expect(daily?.comparison).toMatchObject({ quantitiesBeyond: 1, quantitiesLess: 1 });
  });
});

describe('precedents', () => {
  const ofDaily = precedentsOf(weighed('毎日バックアップを取得していますか。'), 'one');

  it('weigh the near more than the far, and their shares sum to one', () => {
    const signals = precedentsForVerdict(ofDaily, '12.3.1');
    const shares = ['yes', 'partial', 'no', 'customer', 'info', 'unknown'].map(v => signals[`precedent:${v}`] ?? 0);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
    expect(signals['precedent:yes']).toBeGreaterThan(signals['precedent:unknown'] ?? 1);
    expect(signals.precedentNearest).toBeGreaterThan(0.9);
    expect(precedentsForVerdict(ofDaily, '12.4.1')).toMatchObject({ 'precedent:yes': 0, precedentNearest: 0 });
  });

  it('speak for the section that was cited, and for no other', () => {
    const by = precedentsBySection(ofDaily);
    expect(by.get('12.3.1')?.first).toBeGreaterThan(0.9);
    expect(by.get('12.4.1')).toBeUndefined();
  });

  it('tell where nothing was found to cite', () => {
    const { cited, nearestNone } = precedentsForEvidence(precedentsOf(weighed('執務室は施錠していますか。'), 'one'));
    expect(cited).toBe(0);
    expect(nearestNone).toBeGreaterThan(0.5);
  });

  it('say nothing for a service that nobody answered for', () => {
    expect(precedentsOf(weighed('毎日バックアップを取得していますか。'), 'three')).toEqual({
      all: [],
      mass: 0,
    });
  });

  it('of the parts keep the best and the worst apart', () => {
    const parts = ['毎日バックアップを取得', '１年間保管していること'].map(part => precedentsOf(weighed(part), 'one'));
    const { partsStatedMost = 0, partsStatedLeast = 1 } = precedentsForParts(parts);
    expect(partsStatedMost).toBeGreaterThan(partsStatedLeast);
    expect(precedentsForParts([])).toEqual({ parts: 0 });
  });
});

describe('votes for controls', () => {
  it('count what was cited in any service, and what was not', () => {
    const { shares, none } = controlVotes(weighed('毎日バックアップを取得していますか。'));
    expect([...shares.keys()].sort()).toEqual(['12.3.1', '18.1.3']);
    expect(none).toBeGreaterThan(0);
  });

  it('leave the service out that is asked', () => {
    expect([...controlVotes(weighed('毎日バックアップを取得していますか。'), 'one').shares.keys()]).toEqual(['18.1.3']);
  });

  it('are none where there is no neighbour', () => {
    expect(controlVotes([])).toEqual({ shares: new Map(), none: 0 });
  });
});
