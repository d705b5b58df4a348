import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBank } from '../../knowledge/index.ts';
import { readQuestion } from '../../matchers/index.ts';
import { openCase, readPassage, VERDICTS } from '../../matchers/judge.ts';
import type { Answer } from '../../matchers/model.ts';
import { clausesOf } from '../../matchers/question/clauses.ts';
import { tidyQuestion } from '../../matchers/question/tidy.ts';
import { serviceSide } from '../../matchers/service-side.ts';
import { guardsAgainst } from '../../matchers/verdict/guards.ts';
import { fixtureBase, fixtureMatcher, PASSAGES, recklessWeights, SHIPPED, sectionsOf } from './support/service.ts';

const bank = loadBank().filter(entry => entry.kind === 'question');
const shipped = fixtureMatcher();
/** The same with weights that call everything sure: what then holds an answer back are the guards alone. */
const reckless = fixtureMatcher('matsukaze', PASSAGES, recklessWeights());

/** What may stand in a cell: questions of the bank, pieces of them, of the passages, and of anything else. */
const pieces = fc.oneof(
  fc.constantFrom(...bank.map(entry => entry.text)),
  fc.constantFrom(...PASSAGES.flatMap(p => p.text.split(/(?<=[。、])/))),
  fc.constantFrom(
    '①',
    '（1）',
    'また、',
    '\n',
    '・',
    '※',
    '（例：',
    '）',
    '、',
    '。',
    '？',
    ' ',
    '\t',
    '1年以上',
    '24時間',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const anyText = fc.array(pieces, { maxLength: 6 }).map(parts => parts.join(''));
const ask = (matcher: typeof shipped, question: string): Answer => matcher.answer({ id: 'q', question });

describe('whatever the text', () => {
  it('an answer keeps the form of the contract', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(shipped, reckless), (question, matcher) => {
        const answer = ask(matcher, question);
        expect(['answered', 'review', 'no-evidence']).toContain(answer.status);
        expect(VERDICTS).toContain(answer.verdict);
        expect(answer.service).toBe('matsukaze');
        for (const share of [answer.confidence, answer.evidence, ...answer.controls.map(c => c.score)]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(answer.controls.length).toBeLessThanOrEqual(10);
        expect(new Set(answer.controls.map(c => c.number)).size).toBe(answer.controls.length);
        const scores = answer.controls.map(c => c.score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });

  it('every citation is of this service and every quote is verbatim', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(shipped, reckless), (question, matcher) => {
        const { citations, quoted, status } = ask(matcher, question);
        expect(citations.length).toBeLessThanOrEqual(5);
        expect(new Set(citations.map(c => c.section)).size).toBe(citations.length);
        for (const { section, control, title, quote, disclosure } of citations) {
          const passage = PASSAGES.find(p => p.section === section);
          expect(passage).toMatchObject({ control, title, disclosure });
          expect(quote).not.toBe('');
          expect(passage?.text).toContain(quote);
        }
        expect(quoted).toBeLessThanOrEqual(citations.length);
        expect(quoted > 0).toBe(status !== 'no-evidence');
      }),
      { numRuns: 150 },
    );
  });

  it('a blank claims nothing: no verdict, no confidence, nothing quoted', () => {
    fc.assert(
      fc.property(anyText, question => {
        const answer = ask(shipped, question);
        if (answer.status !== 'no-evidence') return;
        expect(answer).toMatchObject({ verdict: 'unknown', confidence: 0, quoted: 0 });
      }),
      { numRuns: 100 },
    );
  });

  it('what is not settled is never answered, even by weights that call everything sure', () => {
    fc.assert(
      fc.property(anyText, question => {
        const { status, verdict } = ask(reckless, question);
        if (verdict === 'unknown') expect(status).not.toBe('answered');
      }),
      { numRuns: 100 },
    );
  });

  it('nothing goes out without review that a guard speaks against, even by weights that call everything a sure yes', () => {
    const base = fixtureBase();
    const side = serviceSide(base, 'matsukaze', PASSAGES, SHIPPED);
    const eager = fixtureMatcher('matsukaze', PASSAGES, recklessWeights('yes'));
    fc.assert(
      fc.property(anyText, question => {
        const answer = ask(eager, question);
        const first = answer.citations[0];
        if (!first || answer.status !== 'answered') return;
        const at = PASSAGES.findIndex(p => p.section === first.section);
        const asked = openCase(base, readQuestion(base, { id: 'q', question }), side);
        const reading = readPassage(base, asked, at);
        expect(reading && guardsAgainst(answer.verdict, reading.view)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('the same text gives the same answer', () => {
    const again = fixtureMatcher();
    fc.assert(
      fc.property(anyText, question => {
        expect(ask(again, question)).toEqual(ask(shipped, question));
      }),
      { numRuns: 60 },
    );
  });

  it('what is left uncovered is a clause of the question as it was read', () => {
    let uncovered = 0;
    const clauses = fc.array(fc.constantFrom(...bank.map(entry => entry.text)), { minLength: 2, maxLength: 4 });
    const asked = fc.oneof(
      anyText,
      clauses.map(list => list.map((clause, at) => `(${at + 1}) ${clause}`).join('\n')),
    );
    fc.assert(
      fc.property(asked, question => {
        for (const clause of ask(reckless, question).uncovered) {
          uncovered++;
          expect(clausesOf(tidyQuestion(question))).toContain(clause);
        }
      }),
      { numRuns: 150 },
    );
    expect(uncovered, 'else nothing was looked at').toBeGreaterThan(10);
  });

  it('the order of the passages changes nothing but ties', () => {
    const turned = fixtureMatcher('matsukaze', [...PASSAGES].reverse());
    for (const { text } of bank.filter((_, at) => at % 97 === 0)) {
      const [one, other] = [ask(shipped, text), ask(turned, text)];
      expect(other.status, text).toBe(one.status);
      expect(sectionsOf(other)[0], text).toBe(sectionsOf(one)[0]);
    }
  });
});

const fullWidth = (text: string) => text.replace(/[0-9A-Za-z]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const HALF = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ';
const FULL =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョー';
const halfKana = (text: string) =>
  [...text]
    .map(char => {
      const [letter = '', mark = ''] = char.normalize('NFD');
      const at = FULL.indexOf(letter);
      if (at < 0) return char;
      return `${HALF.charAt(at)}${mark === '\u3099' ? 'ﾞ' : mark === '\u309a' ? 'ﾟ' : ''}`;
    })
    .join('');

describe('how a question is typed does not change what is found', () => {
  const japanese = bank.filter(entry => entry.lang === 'ja' && !entry.text.includes('\n')).map(entry => entry.text);
  const english = bank.filter(entry => entry.lang === 'en').map(entry => entry.text);
  const isSame = (question: string, typed: string) => {
    const [one, other] = [ask(shipped, question), ask(shipped, typed)];
    const found = (a: Answer) => [a.status === 'no-evidence', a.evidence, sectionsOf(a), a.controls];
    expect(found(other), typed).toEqual(found(one));
  };

  it.each([
    ['white space around it', (q: string) => `\u3000 ${q} \n`],
    ['full-width spaces', (q: string) => q.replaceAll(' ', '\u3000')],
    ['full-width letters and digits', fullWidth],
    ['half-width katakana', halfKana],
    ['compatibility forms folded', (q: string) => q.normalize('NFKC')],
  ])('Japanese: %s', (_what, typed) => {
    fc.assert(
      fc.property(fc.constantFrom(...japanese), q => isSame(q, typed(q))),
      { numRuns: 40 },
    );
  });

  it.each([
    ['white space around it', (q: string) => `  ${q}\n`],
    ['spaces doubled', (q: string) => q.replaceAll(' ', '  ')],
  ])('English: %s', (_what, typed) => {
    fc.assert(
      fc.property(fc.constantFrom(...english), q => isSame(q, typed(q))),
      { numRuns: 40 },
    );
  });
});
