import { describe, expect, it } from 'vitest';
import { parseFacts } from '../../../knowledge/controls/facts.ts';
import { normalize } from '../../../knowledge/text/normalize.ts';
import { type FactPassage, factsAsked, settleFact } from '../../../matchers/facts/find-facts.ts';
import { NO_FACTS, questionFacts } from '../../../matchers/facts/question-facts.ts';

const FILE = `# remark
set often: 毎日|毎週

## backup-taken The provider takes backups
sections: 12.3.1 sec.service
asks: バックアップ & 取得
asks: \\bbackups?\\b & take
beyond: {often}
beyond: 暗号
no: バックアップ.*(?:取得して(?:いません|おりません))
yes: バックアップ.*取得

## backup-kept How long backups are kept
sections: 12.3.1
asks: バックアップ & 保管
yes: 保管します
`;
const facts = parseFacts('x.txt', FILE);
const [taken] = facts;
if (!taken) throw new Error('the fixture has a first fact');

const passage = (section: string, ...sentences: string[]): FactPassage => ({
  sections: [section],
  sentences: sentences.map(normalize),
});

describe('parseFacts', () => {
  it('reads id, title, sections, asks, beyond and verdicts', () => {
    expect(facts.map(f => [f.id, f.title])).toEqual([
      ['backup-taken', 'The provider takes backups'],
      ['backup-kept', 'How long backups are kept'],
    ]);
    expect(taken.sections).toEqual(['12.3.1', 'sec.service']);
    expect(taken.asks.map(all => all.length)).toEqual([2, 2]);
    expect(taken.beyond.map(p => p.source)).toEqual(['(?:毎日|毎週)', '暗号']);
  });

  it('keeps the verdicts in the order of the file, for the first that fits counts', () => {
    expect(taken.settles.map(s => s.verdict)).toEqual(['no', 'yes']);
  });

  it.each([
    ['a line outside a fact', 'sections: 12.3.1', 'x.txt:1'],
    ['a line without a name', '## a-b T\nsections: 12.3.1\nバックアップ', 'x.txt:3'],
    ['a name of no meaning', '## a-b T\nmaybe: x', 'x.txt:2'],
    ['a pattern that is none', '## a-b T\nasks: (', 'x.txt:2'],
    ['a broken pattern in a set', 'set s: [', 'x.txt:1'],
    ['a set that is not there', '## a-b T\nbeyond: {s}', 'x.txt:2'],
    ['a heading without a title', '## a-b', 'x.txt:1'],
  ])('names file and line of %s', (_what, text, place) => {
    expect(() => parseFacts('x.txt', text)).toThrow(place);
  });

  it.each(['sections', 'asks', 'yes'])('refuses a fact without %s, naming it', missing => {
    const lines = ['sections: 12.3.1', 'asks: x', 'yes: y'].filter(line => !line.startsWith(missing));
    expect(() => parseFacts('x.txt', ['## a-b T', ...lines].join('\n'))).toThrow(/x\.txt.*a-b/);
  });
});

describe('factsAsked', () => {
  it('wants every pattern of one line', () => {
    expect(factsAsked(facts, 'バックアップを取得していますか。').map(a => a.fact.id)).toEqual(['backup-taken']);
    expect(factsAsked(facts, 'バックアップの方針').map(a => a.fact.id)).toEqual([]);
    expect(factsAsked(facts, 'Do you take backups?').map(a => a.fact.id)).toEqual(['backup-taken']);
  });

  it('tells that the question asks for more than the fact settles', () => {
    expect(factsAsked(facts, 'バックアップを毎日取得していますか。')[0]?.isBeyond).toBe(true);
    expect(factsAsked(facts, 'バックアップを取得していますか。')[0]?.isBeyond).toBe(false);
  });

  it('reads half-width katakana and full-width letters as the same words', () => {
    expect(factsAsked(facts, 'ﾊﾞｯｸｱｯﾌﾟを取得していますか。')).toHaveLength(1);
    expect(factsAsked(facts, 'Ｄｏ　ｙｏｕ　ｔａｋｅ　ｂａｃｋｕｐｓ？')).toHaveLength(1);
  });
});

describe('settleFact', () => {
  it('finds the sentence and says its verdict', () => {
    const passages = [
      passage('9.1.1', '関係のない文です。'),
      passage('12.3.1', '概要です。', 'バックアップを取得しています。'),
    ];
    expect(settleFact(taken, passages)).toEqual({ verdict: 'yes', passage: 1, sentence: 1 });
  });

  it('prefers the verdict that the file names first, so that a denial is not read as a yes', () => {
    const passages = [passage('12.3.1', 'バックアップは取得していません。')];
    expect(settleFact(taken, passages)?.verdict).toBe('no');
  });

  it('looks at no section that the fact does not list, for the same words mean something else there', () => {
    expect(settleFact(taken, [passage('14.2.1', 'バックアップを取得しています。')])).toBeNull();
  });

  it("follows the fact's own order of sections, not the document's", () => {
    const passages = [
      passage('sec.service', 'バックアップを取得するサービスです。'),
      passage('12.3.1', 'バックアップを取得しています。'),
    ];
    expect(settleFact(taken, passages)?.passage).toBe(1);
  });

  it('settles nothing where no sentence says it', () => {
    expect(settleFact(taken, [passage('12.3.1', '適切に運用しています。')])).toBeNull();
    expect(settleFact(taken, [])).toBeNull();
  });
});

describe('questionFacts', () => {
  const passages = [passage('12.3.1', 'バックアップを取得しています。', '30日間保管します。')];
  const question = 'バックアップを取得していますか。バックアップを暗号化して保管していますか。';

  it('tells clause by clause whether something settles it', () => {
    const clauses = ['バックアップを取得していますか。', '端末を施錠していますか。'];
    expect(questionFacts(facts, clauses.join(''), clauses, passages).settledClauses).toEqual([true, false]);
  });

  it('settles no clause that asks for more than the fact holds', () => {
    const clauses = ['バックアップを毎日取得していますか。'];
    expect(questionFacts(facts, clauses.join(''), clauses, passages).settledClauses).toEqual([false]);
  });

  it('names each fact once, though clause and question both ask for it', () => {
    const ids = questionFacts(facts, question, question.split(/(?<=。)/), passages).found.map(f => f.fact.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['backup-taken', 'backup-kept']));
  });

  it('finds nothing in a question that asks for no fact', () => {
    expect(questionFacts(facts, '方針', ['方針'], passages)).toEqual({ ...NO_FACTS, settledClauses: [false] });
  });
});
