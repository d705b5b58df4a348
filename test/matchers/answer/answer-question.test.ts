import { describe, expect, it } from 'vitest';
import { fixtureMatcher, PASSAGES, recklessWeights } from '../support/service.ts';

/** Weights that call everything a sure yes: what then holds an answer back are the guards alone. */
const eager = fixtureMatcher('matsukaze', PASSAGES, recklessWeights('yes'));
const ask = (question: string) => eager.answer({ id: 'q', question });
const PLAIN = '二要素認証に対応していますか。';

describe('an answer goes out without review', () => {
  it('when the weights are sure and no guard stands against it', () => {
    expect(ask(PLAIN)).toMatchObject({ status: 'answered', verdict: 'yes', uncovered: [] });
  });

  it('not when a figure that is asked for is not stated', () => {
    const { status, explanation } = ask('バックアップを10世代保管していますか。');
    expect(status).toBe('review');
    expect(explanation.guards).toContain('threshold-missed');
  });

  it('not when it is longer than anybody asks', () => {
    const { status, explanation } = ask(PLAIN.repeat(40));
    expect(status).toBe('review');
    expect(explanation.guards).toContain('long-question');
  });

  it('not when nothing settles one of its clauses', () => {
    const careful = fixtureMatcher();
    const asked = ['(1) 毎日バックアップを取得していますか。', '(2) 社員食堂の献立を公開していますか。'].join('\n');
    const { status, uncovered } = careful.answer({ id: 'q', question: asked });
    expect(uncovered).toContain('社員食堂の献立を公開していますか。');
    expect(status).toBe('review');
  });
});

describe('the explanation', () => {
  it('keeps apart what holds the verdict back and what a yes would need', () => {
    const customer = fixtureMatcher('matsukaze', PASSAGES, recklessWeights('unknown'));
    const { verdict, explanation } = customer.answer({ id: 'q', question: 'バックアップを10世代保管していますか。' });
    expect(verdict).toBe('unknown');
    expect(explanation.guards).toEqual([]);
    expect(explanation.againstYes).toContain('threshold-missed');
  });
});
