import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../matchers/index.ts';
import { openCase } from '../../matchers/judge.ts';
import { signalsOf } from '../../matchers/retrieval/signals.ts';
import { serviceSide } from '../../matchers/service-side.ts';
import { fixtureBase, fixtureMatcher, PASSAGES, SHIPPED, sectionsOf } from './support/service.ts';

const matcher = fixtureMatcher();
const ask = (question: string, category?: string) => matcher.answer({ id: 'q', question, category });

describe('the passage that answers is ranked first', () => {
  it.each([
    [
      '12.4.1',
      'before 12.4.3: what users do, not what the operators do',
      '利用者の操作ログを管理画面で閲覧できますか。',
    ],
    ['12.4.3', 'before 12.4.1: what the operators do', '運用担当者の作業を記録したシステムログを保管していますか。'],
    ['10.1.1', 'before 18.1.5: on the wire, not on the disk', '通信経路を暗号化していますか。'],
    ['18.1.5', 'before 10.1.1: on the disk, not on the wire', '保存されているデータは暗号化されていますか。'],
    ['12.1.2', 'before 16.1.2: planned work, not a fault', '定期メンテナンスの予定は事前に通知されますか。'],
    ['CLD.8.1.5', "before 11.2.7: a contract's end, not a disk's", '解約後、預けたデータは削除されますか。'],
    ['11.2.7', "before CLD.8.1.5: a disk's end, not a contract's", '記憶装置の廃棄時に物理的に破壊していますか。'],
    ['12.3.1', 'the only passage on backups', 'バックアップは何世代保管していますか。'],
    ['9.4.2', '多要素 and 二要素 mean the same here', '多要素認証に対応していますか。'],
    ['9.2.1', 'users are registered by the customer', '利用者のアカウントを自社で追加・削除できますか。'],
  ])('%s %s', (section, _why, question) => {
    expect(sectionsOf(ask(question))[0]).toBe(section);
  });

  it.each([
    ['12.3.1', 'Are backups of our data taken regularly?'],
    ['10.1.1', 'Is data encrypted in transit with TLS?'],
    ['12.4.1', 'Can we view the operation logs of our users?'],
    ['9.4.2', 'Do you support multi-factor authentication?'],
    ['CLD.8.1.5', 'Is our data deleted after termination of the contract?'],
    ['12.1.2', 'Are we notified of scheduled maintenance in advance?'],
  ])('%s for the English 「%s」, for the bank and the thesaurus know both languages', (section, question) => {
    const answer = ask(question);
    expect(sectionsOf(answer)[0]).toBe(section);
    expect(answer.citations[0]?.quote, "the quote stays in the disclosure's own words").toMatch(/[ぁ-ん]/);
  });

  it('a control named by its number goes first, for the customer says which one is meant', () => {
    expect(sectionsOf(ask('A.12.3.1 への対応状況'))[0]).toBe('12.3.1');
    expect(ask('A.12.3.1 への対応状況').controls[0]?.number).toBe('12.3.1');
    expect(ask('CLD.8.1.5 への対応状況').controls[0]?.number).toBe('CLD.8.1.5');
  });

  it('a number of 2022 is found under its number of 2013', () => {
    // 8.13 of 2022 is 12.3.1 of 2013.
    expect(
      ask('ISO/IEC 27002:2022 8.13 への対応状況')
        .controls.slice(0, 3)
        .map(c => c.number),
    ).toContain('12.3.1');
  });

  it('the category helps where the question alone says little', () => {
    const question = '取得していますか。';
    const of = (category: string) => sectionsOf(ask(question, category))[0];
    expect(of('バックアップ')).toBe('12.3.1');
    expect(of('操作ログ')).toBe('12.4.1');
  });
});

describe('a passage that only points elsewhere', () => {
  it('is followed: what it points to is a candidate too', () => {
    expect(sectionsOf(ask('クラウド事業者と利用者の責任分界点は明確ですか。'))).toContain('sec.responsibility');
  });

  it('lends what it points to its own control, so that a target under no control can be found', () => {
    const base = fixtureBase();
    const side = serviceSide(base, 'matsukaze', PASSAGES, SHIPPED);
    const question = readQuestion(base, { id: 'q', question: '情報セキュリティの役割と責任を定めていますか。' });
    const signals = signalsOf(openCase(base, question, side), base);
    const of = (section: string) => signals[PASSAGES.findIndex(p => p.section === section)];
    expect(of('6.1.1')?.control).toBeGreaterThan(0.5);
    expect(of('sec.responsibility')?.pointed).toBe(of('6.1.1')?.control);
    expect(of('sec.responsibility')?.control, 'it stands under no control itself').toBe(0);
    expect(of('12.3.1')?.pointed, 'nothing points there').toBe(0);
  });

  it('never is a yes by itself, for it says nothing', () => {
    const answer = ask('責任の境界は明確ですか。');
    expect(['yes', 'partial']).not.toContain(answer.verdict);
  });
});

describe('the verdict', () => {
  it('is a yes to what is said plainly', () => {
    expect(ask('解約後、データは削除されますか。').verdict).toBe('yes');
    expect(ask('記憶装置の廃棄時に物理的に破壊していますか。').verdict).toBe('yes');
  });

  it('is no yes to what is denied', () => {
    const answer = ask('データの削除証明書を発行していますか。');
    expect(answer.citations[0]?.quote).toContain('行っておりません');
    expect(['yes', 'partial']).not.toContain(answer.verdict);
    expect(answer.explanation.againstYes).toContain('sentence-denies');
  });

  it('is no yes to a threshold that the figure misses: 90 days are less than a year', () => {
    const answer = ask('操作ログは1年以上閲覧できますか。');
    expect(sectionsOf(answer)[0]).toBe('12.4.1');
    expect(answer.verdict).not.toBe('yes');
    expect(answer.explanation.againstYes).toContain('threshold-missed');
    const { guards, againstYes } = ask('操作ログは30日以上閲覧できますか。').explanation;
    expect([...guards, ...againstYes], '90 days are more than a month').not.toContain('threshold-missed');
  });

  it('is no yes to a threshold of which nothing is said', () => {
    expect(ask('解約後、データは24時間以内に削除されますか。').verdict).not.toBe('yes');
  });

  it('is no yes to two questions of which one is not spoken of, and says which', () => {
    const answer = ask('①バックアップを毎日取得していますか。②役員の報酬を公開していますか。');
    expect(sectionsOf(answer)[0]).toBe('12.3.1');
    expect(answer.verdict).not.toBe('yes');
    expect(answer.uncovered).toEqual(['役員の報酬を公開していますか。']);
  });

  it('quotes a second passage for a clause that the first does not speak of', () => {
    const answer = ask('①バックアップを毎日取得していますか。②管理画面へのログインは二要素認証ですか。');
    expect(sectionsOf(answer).slice(0, answer.quoted).sort()).toEqual(['12.3.1', '9.4.2']);
    expect(answer.uncovered).toEqual([]);
  });
});

describe('the quote', () => {
  it('is the sentence that answers, not the whole passage', () => {
    expect(ask('データの削除証明書を発行していますか。').citations[0]?.quote).toBe(
      '削除証明書の発行は行っておりません。',
    );
  });

  it('holds the kind of thing that an open question asks for', () => {
    expect(ask('バックアップの保管場所はどこですか。').citations[0]?.quote).toContain('国内');
    expect(ask('バックアップの取得頻度を教えてください。').citations[0]?.quote).toContain('毎日');
  });
});

describe('several services', () => {
  it("never cite each other's passages, though their matchers share everything else", () => {
    const theirs = PASSAGES.map(p => ({
      ...p,
      text: `別のサービスです。${p.text}`,
      disclosure: { title: '別の案内', version: '9', effective: null },
    }));
    const other = fixtureMatcher('betsu', theirs);
    for (const question of ['バックアップを取得していますか。', 'Is data encrypted?', '操作ログを閲覧できますか。']) {
      const mine = ask(question);
      const answer = other.answer({ id: 'q', question });
      expect(answer.service).toBe('betsu');
      expect(new Set(answer.citations.map(c => c.disclosure.title))).toEqual(new Set(['別の案内']));
      expect(ask(question), 'asking the other service leaves this one as it was').toEqual(mine);
    }
  });
});

describe('an answer explains itself', () => {
  it('by the words that question and passage share, and by what stands against a yes', () => {
    const answer = ask('データのバックアップを毎日取得していますか。');
    expect(answer.explanation.terms).toContain('バックアップ');
    const denied = ask('データの削除証明書を発行していますか。');
    expect(denied.explanation.againstYes.length).toBeGreaterThan(0);
  });

  it('by the reason of a blank', () => {
    const answer = ask('社員食堂の献立を毎週公開していますか。');
    expect(answer).toMatchObject({ status: 'no-evidence', explanation: { guards: ['no-evidence'] } });
    expect(answer.citations.length, 'candidates for a reviewer').toBeGreaterThan(0);
  });
});
