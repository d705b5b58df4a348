import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Matcher } from '../../../matchers/index.ts';
import type { Answer, Status } from '../../../matchers/model.ts';
import { answerWorkbook, type Mode, questionsOf } from '../../../server/services/answer-workbook.ts';
import { bundledPassages } from '../../../server/services/labelled-pairs.ts';
import { matcherOver } from '../../../server/services/matcher.ts';
import { cellRef, readWorkbook } from '../../../workbooks/index.ts';
import { unzip } from '../../workbooks/fixtures/unzip.ts';

const original = readFileSync(new URL('../../../workbooks/sample/security-checklist.xlsx', import.meta.url));
const SERVICE = 'idcf-cloud';
const shipped = matcherOver(SERVICE, bundledPassages().get(SERVICE) ?? []);

/** The shipped matcher with every third question answered, reviewed and left blank in turn, so that no figure decides what is tested. */
function inTurn(): Matcher {
  let asked = 0;
  return {
    service: SERVICE,
    answer(question): Answer {
      const answer = shipped.answer(question);
      const status = (['answered', 'review', 'no-evidence'] as const)[asked++ % 3] ?? 'review';
      if (status === 'no-evidence') return { ...answer, status, verdict: 'unknown', confidence: 0, quoted: 0 };
      return { ...answer, status, verdict: 'yes', confidence: 0.9, quoted: 1 };
    },
  };
}
const run = (mode: Mode, matcher = inTurn(), bytes: Uint8Array = original) =>
  answerWorkbook({ bytes, fileName: 'security-checklist.xlsx', matcher, mode });

/** Every cell's text by `sheet!ref`; empty cells are left out. */
async function textsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const { sheets } = await readWorkbook(bytes, 'x.xlsx');
  return new Map(
    sheets.flatMap(({ name, rows }) =>
      [...rows.values()].flatMap(row =>
        [...row.values()].filter(c => c.text !== '').map(c => [`${name}!${cellRef(c.row, c.column)}`, c.text] as const),
      ),
    ),
  );
}

type Outcome = Awaited<ReturnType<typeof answerWorkbook>>;
let draft: Outcome;
let final: Outcome;
beforeAll(async () => {
  draft = await run('draft');
  final = await run('final');
});

describe.each([
  ['draft', () => draft],
  ['final', () => final],
] as const)('the sample checklist, answered as %s', (_mode, outcome) => {
  it('differs from the original in exactly the reported edits', async () => {
    const { bytes, report } = outcome();
    const before = await textsOf(original);
    const after = await textsOf(bytes);
    const changed = [...after].filter(([place, text]) => before.get(place) !== text);
    expect(new Map(changed)).toEqual(new Map(report.edits.map(e => [`${e.sheet}!${e.cell}`, e.value])));
    expect([...before.keys()].filter(place => !after.has(place))).toEqual([]);
  });

  it('writes only into answer cells that were empty', async () => {
    const { report } = outcome();
    const before = await textsOf(original);
    const answerCells = new Set(
      questionsOf(report.layout).flatMap(({ sheet, question }) =>
        [question.answer.verdict, question.answer.comment, question.answer.reference].map(c => `${sheet}!${c}`),
      ),
    );
    expect(report.edits.length).toBeGreaterThan(0);
    for (const { sheet, cell } of report.edits) {
      expect(answerCells).toContain(`${sheet}!${cell}`);
      expect(before.has(`${sheet}!${cell}`)).toBe(false);
    }
  });

  it('leaves every other part of the file byte for byte, and of the sheet all but the answered cells', () => {
    const { bytes, report } = outcome();
    const before = unzip(original);
    const after = unzip(bytes);
    expect(after.map(e => e.name)).toEqual(before.map(e => e.name));
    const changed = before.filter((entry, at) => !after[at]?.record.equals(entry.record)).map(e => e.name);
    expect(changed).toEqual(['xl/worksheets/sheet2.xml']);
    const refs = report.edits.map(e => e.cell).join('|');
    const cells = new RegExp(`<c r="(?:${refs})"(?:[^>]*/>|[^>]*>.*?</c>)`, 'gs');
    const rest = (entries: typeof before) =>
      entries
        .find(e => e.name === changed[0])
        ?.content.toString('utf8')
        .replace(cells, '');
    expect(rest(after)).toBe(rest(before));
  });

  it('counts what it answered', () => {
    const { counts, answers } = outcome().report;
    expect(counts).toEqual({ questions: 40, answered: 14, review: 13, noEvidence: 13, prefilled: 0 });
    expect(answers).toHaveLength(40);
  });
});

describe('a draft', () => {
  const at = (cell: string | null) => draft.report.edits.find(e => e.cell === cell)?.value;
  const cellsBy = (status: Status) => {
    const rows = new Set(draft.report.answers.filter(a => a.status === status).map(a => a.row));
    return questionsOf(draft.report.layout)
      .filter(({ question }) => rows.has(question.row))
      .map(q => q.question.answer);
  };

  it('fills verdict and text of what is answered', () => {
    for (const { verdict, comment } of cellsBy('answered')) {
      expect(at(verdict)).toBe('○');
      expect(at(comment)).toMatch(/【根拠】/);
      expect(at(comment)).not.toMatch(/^【要確認】/);
    }
  });

  it('flags what needs review and leaves its verdict cell empty, for a mark in it would be a claim', () => {
    for (const { verdict, comment } of cellsBy('review')) {
      expect(at(comment)).toMatch(/^【要確認】/);
      expect(at(verdict)).toBeUndefined();
    }
  });

  it('leaves what has no evidence empty', () => {
    for (const { verdict, comment } of cellsBy('no-evidence'))
      expect([at(verdict), at(comment)]).toEqual([undefined, undefined]);
    for (const answer of draft.report.answers.filter(a => a.status === 'no-evidence')) expect(answer.text).toBe('');
  });
});

describe('a final workbook', () => {
  it('holds nothing that still needs review', () => {
    const rows = new Set(final.report.answers.filter(a => a.status !== 'answered').map(a => a.row));
    expect(final.report.edits.filter(e => rows.has(Number(e.cell.slice(1))))).toEqual([]);
    expect(final.report.edits.some(e => String(e.value).includes('【要確認】'))).toBe(false);
  });

  it('holds what is answered as the draft does', () => {
    const rows = new Set(final.report.answers.filter(a => a.status === 'answered').map(a => a.row));
    expect(final.report.edits).toEqual(draft.report.edits.filter(e => rows.has(Number(e.cell.slice(1)))));
  });
});

describe('whatever the shipped weights say', () => {
  it('the same workbook gives the same bytes and the same report', async () => {
    const [one, other] = [await run('draft', shipped), await run('draft', shipped)];
    expect(Buffer.from(other.bytes).equals(Buffer.from(one.bytes))).toBe(true);
    expect(other.report).toEqual(one.report);
  });

  it('a text that is to be reviewed has no verdict beside it', async () => {
    const { report } = await run('draft', shipped);
    const values = new Map(report.edits.map(e => [e.cell, e.value]));
    for (const { question } of questionsOf(report.layout)) {
      const { verdict, comment } = question.answer;
      if (String(values.get(comment ?? '') ?? '').startsWith('【要確認】'))
        expect(values.has(verdict ?? '')).toBe(false);
    }
  });

  it('a second pass over the filled workbook changes nothing that is filled', async () => {
    const first = await run('draft', shipped);
    const second = await run('draft', shipped, first.bytes);
    const filled = await textsOf(first.bytes);
    expect(second.report.edits.filter(e => filled.has(`${e.sheet}!${e.cell}`))).toEqual([]);
    const filledRows = new Set(first.report.edits.map(e => e.cell.slice(1)));
    expect(second.report.edits.filter(e => filledRows.has(e.cell.slice(1)))).toEqual([]);
  });

  it('every text quotes its citation verbatim and names the document', async () => {
    const { report } = await run('draft', shipped);
    const filled = report.answers.filter(a => a.text !== '');
    expect(filled.length).toBeGreaterThan(0);
    for (const { text, citations, quoted } of filled) {
      for (const { quote, disclosure } of citations.slice(0, quoted)) {
        expect(text.replace(/\n/g, '')).toContain(quote.replace(/\s*\n\s*/g, ''));
        expect(text).toContain(disclosure.title);
      }
    }
  });
});
