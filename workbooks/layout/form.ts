import { columnName } from '../cell-ref.ts';
import type { Question, TableLayout } from '../model.ts';
import { isPlaceholder, isVerdictList, optionMeanings } from '../options/index.ts';
import { readAnswer, ref } from './answer-cells.ts';
import { type Grid, type GridCell, isBlank } from './grid.ts';
import { matchHeader, roleScore } from './header-words.ts';
import { asks, questionLikeness } from './question-text.ts';
import { headingTitle, isClosing, isExample, isHeading, isNote, numberShape, splitNumber } from './row-words.ts';

/** A sheet that asks question by question, each with its own place to answer below it or beside it. */
export interface Form {
  readonly tables: readonly TableLayout[];
  readonly questions: readonly Question[];
  readonly confidence: number;
}

/** What a label of a form names. */
export type LabelKind = 'question' | 'answer' | 'comment' | 'reference';

/** A question with its places as they are found. */
export interface Block {
  readonly question: GridCell;
  readonly number: GridCell | null;
  readonly section: string;
  answer: GridCell | null;
  comment: GridCell | null;
  reference: GridCell | null;
}

const LEAST_BLOCKS = 2;
const LEAST_UNLABELLED = 3;

/** Reads a form whose answers are labelled (`回答：`), or, where none is, one whose questions have an empty box below. */
export function findForm(grid: Grid): Form | null {
  const labelled = labelledBlocks(grid);
  if (labelled.length >= LEAST_BLOCKS) return readForm(grid, labelled, 0.85);
  const boxed = alike(boxedBlocks(grid));
  return boxed.length >= LEAST_UNLABELLED ? readForm(grid, boxed, 0.65) : null;
}

function labelledBlocks(grid: Grid): readonly Block[] {
  const blocks: Block[] = [];
  const labels = labelColumns(grid);
  if (labels.size === 0) return blocks;
  let section = '';
  let block: Block | null = null;
  // A numbered topic looks like a section's title until an answer is asked for right below it.
  let topic: { readonly cell: GridCell; readonly section: string } | null = null;
  const taken = new Set<GridCell['text']>();
  for (const row of grid.textRows) {
    for (const cell of grid.textCells(row)) {
      if (taken.has(ref(cell))) continue;
      const kind = labelKind(cell.text);
      if (kind === 'question') continue;
      if (kind !== null && labels.has(cell.column)) {
        const place = placeOf(grid, cell);
        taken.add(ref(place));
        if (kind === 'answer' && topic !== null && topic.cell.range.bottom === row - 1) {
          section = topic.section;
          block = { question: topic.cell, number: null, section, answer: null, comment: null, reference: null };
          blocks.push(block);
        }
        topic = null;
        if (block !== null && block[kind] === null) block[kind] = place;
        continue;
      }
      const number = numberLeftOf(grid, cell);
      if (isQuestion(grid, cell, number)) {
        // A longer text below a numbered question belongs to it as long as it has no answer.
        if (block !== null && block.answer === null && block.number !== null && number === null) continue;
        block = { question: cell, number, section, answer: null, comment: null, reference: null };
        blocks.push(block);
      } else if (isSection(grid, cell)) {
        topic = splitNumber(cell.text) === null ? null : { cell, section };
        section = headingTitle(cell.text);
        block = null;
      }
    }
  }
  return blocks.filter(({ answer, section: title }) => answer !== null && !isExample(title));
}

/** Columns in which the word for an answer stands again and again with room beside or below it. */
function labelColumns(grid: Grid): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const row of grid.textRows) {
    for (const cell of grid.textCells(row)) {
      if (labelKind(cell.text) !== 'answer') continue;
      counts.set(cell.column, (counts.get(cell.column) ?? 0) + 1);
    }
  }
  const answers = [...counts].filter(([, count]) => count >= LEAST_BLOCKS).map(([column]) => column);
  if (answers.length === 0) return new Set();
  // The other labels of a block stand in the same column, or beside the answer.
  const columns = new Set(answers);
  for (const row of grid.textRows) {
    const cells = grid.textCells(row);
    if (!cells.some(({ column, text }) => columns.has(column) && labelKind(text) !== null)) continue;
    for (const { column, text } of cells) if (labelKind(text) !== null) columns.add(column);
  }
  return columns;
}

/** What a short text names as a label (`回答：`, `Comment`); null where it is none. */
export function labelKind(text: string): LabelKind | null {
  if (text.length > 60) return null;
  const label = text
    .normalize('NFKC')
    .replace(/[(（][^)）]*[)）]/g, '')
    .replace(/[:：.．。【】[\]()<>「」→▶⇒\s]+/g, ' ')
    .trim()
    .replace(/ ?[0-9]+$/, '');
  if (label.length > 20) return null;
  if (/^(a|ans|q|question|質問|設問|問)$/i.test(label)) return /^a/i.test(label) ? 'answer' : 'question';
  if (/[0-9]/.test(label)) return null;
  const match = matchHeader(label, true);
  if (match.assessor) return null;
  const kinds: readonly LabelKind[] = ['question', 'reference', 'comment'];
  if (roleScore(match, 'verdict') >= 0.9) return 'answer';
  return kinds.find(kind => roleScore(match, kind === 'answer' ? 'verdict' : kind) >= 0.9) ?? null;
}

/** The place that a label names: the cell to its right, or the box below where the right is not meant for it. */
export function placeOf(grid: Grid, label: GridCell): GridCell {
  const right = grid.at(label.row, label.range.right + 1);
  const below = grid.at(label.range.bottom + 1, label.column);
  const box = (cell: GridCell) => cell.cell !== undefined || isWide(cell);
  const belowIsBox = isBlank(below) && box(below) && (isWide(below) || !box(right));
  if (right.column > grid.lastColumn && !box(right) && isBlank(below) && box(below)) return below;
  if (!isBlank(right) && belowIsBox && labelKind(right.text) !== null) return below;
  return isBlank(right) && !box(right) && belowIsBox ? below : right;
}

function isWide({ range }: GridCell): boolean {
  return range.right > range.left || range.bottom > range.top;
}

/** The number, or the word for a question, that stands left of the cell. */
export function numberLeftOf(grid: Grid, cell: GridCell): GridCell | null {
  const left = grid.textCells(cell.row).findLast(({ column }) => column < cell.column);
  if (left === undefined) return null;
  return numberShape(left.text) !== null || labelKind(left.text) === 'question' ? left : null;
}

function isQuestion(grid: Grid, cell: GridCell, number: GridCell | null): boolean {
  if (isExample(cell.text) || numberShape(cell.text) !== null || labelKind(cell.text) !== null) return false;
  if (number !== null) return questionLikeness(cell.text) >= 0.2;
  if (isNote(cell.text) || isClosing(cell.text)) return false;
  return asks(cell.text) || (splitNumber(cell.text) !== null && !isSection(grid, cell));
}

function isSection(grid: Grid, cell: GridCell): boolean {
  return isHeading(cell.text) && !asks(cell.text) && !isNote(cell.text) && grid.textCells(cell.row).length === 1;
}

/** Questions with an empty drawn box right below, over and over. */
function boxedBlocks(grid: Grid): readonly Block[] {
  const blocks: Block[] = [];
  const section = '';
  for (const row of grid.textRows) {
    for (const cell of grid.textCells(row)) {
      const number = numberLeftOf(grid, cell);
      const below = grid.at(cell.range.bottom + 1, cell.column);
      const right = grid.at(cell.row, cell.range.right + 1);
      const alone = grid.textCells(row).at(-1)?.column === cell.column && questionLikeness(cell.text) >= 0.35;
      const box = alone && isBlank(below) && (isWide(below) || below.cell?.fill != null) && below.row > cell.row;
      const besideBox = isBlank(right) && right.cell !== undefined && right.column <= grid.lastColumn;
      if (box && !besideBox)
        blocks.push({ question: cell, number, section, answer: below, comment: null, reference: null });
    }
  }
  return blocks;
}

/** The blocks of one column, when most of them are numbered or ask in so many words; other boxes may be anything. */
function alike(blocks: readonly Block[]): readonly Block[] {
  const columns = blocks.map(({ question }) => question.column);
  const usual = columns.toSorted(
    (a, b) => columns.filter(c => c === b).length - columns.filter(c => c === a).length,
  )[0];
  const same = blocks.filter(({ question }) => question.column === usual);
  const sure = same.filter(
    ({ question, number }) => number !== null || splitNumber(question.text) !== null || asks(question.text),
  );
  return sure.length >= same.length * 0.7 ? same : [];
}

/** Reads the questions of blocks that were found. */
export function readForm(grid: Grid, blocks: readonly Block[], confidence: number): Form {
  const questions = blocks.map(block => {
    const place = block.answer;
    const list = place === null ? null : grid.listAt(place.row, place.column);
    const isVerdict = list?.options != null && isVerdictList(list.options);
    const { answer, prefilled, blocked } = readAnswer(grid, {
      verdict: isVerdict ? place : null,
      comment: isVerdict ? block.comment : place,
      reference: block.reference,
      exclusive: null,
    });
    const split = block.number === null ? splitNumber(block.question.text) : null;
    const question: Question = {
      row: block.question.row,
      cell: ref(block.question),
      text: split?.text ?? block.question.text,
      number: block.number?.text ?? split?.number ?? null,
      category: block.section,
      answer,
      options: isVerdict ? (list.options ?? null) : null,
      prefilled: prefilled && !(place !== null && isPlaceholder(place.text)),
      ...(isVerdict ? { optionMeanings: optionMeanings(list.options ?? []) } : {}),
      ...(blocked === null ? {} : { blocked }),
    };
    return question;
  });
  return { tables: [formTable(blocks, questions)], questions, confidence };
}

function formTable(blocks: readonly Block[], questions: readonly Question[]): TableLayout {
  const usual = (cells: readonly (GridCell | null)[]): string | null => {
    const counts = new Map<number, number>();
    for (const cell of cells) if (cell !== null) counts.set(cell.column, (counts.get(cell.column) ?? 0) + 1);
    const column = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
    return column === undefined ? null : columnName(column);
  };
  const answer = usual(blocks.map(block => block.answer));
  const verdict = questions.some(question => question.answer.verdict !== null);
  return {
    headerRows: [],
    columns: {
      number: usual(blocks.map(({ number }) => number)),
      category: [],
      question: [usual(blocks.map(({ question }) => question)) ?? 'A'],
      verdict: verdict ? answer : null,
      comment: verdict ? usual(blocks.map(({ comment }) => comment)) : answer,
      reference: usual(blocks.map(({ reference }) => reference)),
    },
  };
}
