import { isVerdictList } from '../options/index.ts';
import { ref } from './answer-cells.ts';
import { isUntouched } from './column-evidence.ts';
import { type Block, type Form, labelKind, numberLeftOf, placeOf, readForm } from './form.ts';
import { type Grid, type GridCell, isBlank } from './grid.ts';
import { asks, questionLikeness } from './question-text.ts';
import { headingTitle, isExample, isHeading, isNote, numberShape, splitNumber } from './row-words.ts';

const LEAST_BLOCKS = 3;
/** A longer sheet is no form. */
const MOST_ROWS = 2000;
/** Rows between a question and its list, and between the list and the box for remarks. */
const REACH = 2;

/**
 * Reads a form without a header whose questions each have a list to choose from, beside the question or in the row below it, and
 * perhaps a labelled box for the details. Null where there are too few of them.
 */
export function findListedForm(grid: Grid): Form | null {
  const places = rememberedPlaces(grid);
  const lists = grid.textRows.slice(0, MOST_ROWS).flatMap(row => [row, row + 1]);
  const blocks: Block[] = [];
  const taken = new Set<string>();
  let section = '';
  for (const row of new Set(lists)) {
    const cells = grid.textCells(row);
    const [first] = cells;
    if (first !== undefined && cells.length === 1 && isHeading(first.text) && !asks(first.text))
      section = headingTitle(first.text);
    const answer = places(row);
    if (answer === null) continue;
    const question = questionOf(grid, answer, places);
    if (question === null || taken.has(ref(question))) continue;
    taken.add(ref(question));
    const comment = boxFor(grid, answer, places);
    blocks.push({ question, number: numberLeftOf(grid, question), section, answer, comment, reference: null });
  }
  // Lists that are all chosen from already, over texts that ask nothing, are the settings of a calculation.
  const open = blocks.filter(({ answer }) => answer !== null && !isChosen(answer)).length;
  const asking = blocks.filter(({ question }) => asks(question.text)).length;
  const isForm = blocks.length >= LEAST_BLOCKS && open * 2 >= blocks.length && asking * 2 >= blocks.length;
  return isForm ? readForm(grid, blocks, 0.75) : null;
}

function isChosen({ text, cell }: GridCell): boolean {
  return text !== '' && !isUntouched(text, cell?.kind);
}

/** The first cell of a row that waits for one of a list's answers. */
type Places = (row: number) => GridCell | null;

/** Each list is judged once, and each row looked at once. */
function rememberedPlaces(grid: Grid): Places {
  const judged = new Map<readonly string[], boolean>();
  const known = new Map<number, GridCell | null>();
  const isForVerdict = (options: readonly string[]) => {
    const verdict = judged.get(options) ?? isVerdictList(options);
    judged.set(options, verdict);
    return verdict;
  };
  return row => {
    const found = known.get(row);
    if (found !== undefined) return found;
    const place = listIn(grid, row, isForVerdict);
    known.set(row, place);
    return place;
  };
}

function listIn(grid: Grid, row: number, isForVerdict: (options: readonly string[]) => boolean): GridCell | null {
  for (let column = 1; column <= Math.min(grid.lastColumn, 200); column += 1) {
    const options = grid.listAt(row, column)?.options;
    if (options == null || !isForVerdict(options)) continue;
    const cell = grid.at(row, column);
    const chooses = !isChosen(cell) || options.includes(cell.text);
    if (cell.row === row && cell.column === column && cell.cell?.formula !== true && chooses) return cell;
  }
  return null;
}

/** What is asked left of the list, or in the rows above it. */
function questionOf(grid: Grid, answer: GridCell, places: Places): GridCell | null {
  const beside = grid
    .textCells(answer.row)
    .filter(cell => cell.column < answer.column && numberShape(cell.text) === null)
    .filter(cell => questionLikeness(cell.text) >= 0.5 || isNumbered(grid, cell));
  const longest = beside.toSorted((a, b) => b.text.length - a.text.length)[0];
  if (longest !== undefined && longest.text.length >= 8 && !isExample(longest.text)) return longest;
  for (let row = answer.row - 1; row >= Math.max(1, answer.row - REACH); row -= 1) {
    const above = grid
      .textCells(row)
      .find(cell => (asks(cell.text) || isNumbered(grid, cell)) && !isNote(cell.text) && !isExample(cell.text));
    if (above !== undefined) return above;
    if (places(row) !== null) return null;
  }
  return null;
}

function isNumbered(grid: Grid, cell: GridCell): boolean {
  return splitNumber(cell.text) !== null || numberLeftOf(grid, cell) !== null;
}

/** The blank place that a label for details names, in the list's row or below it, before the next question. */
function boxFor(grid: Grid, answer: GridCell, places: Places): GridCell | null {
  for (let row = answer.row; row <= answer.row + REACH; row += 1) {
    if (row > answer.row && (places(row) !== null || grid.textCells(row).some(({ text }) => asks(text)))) return null;
    const label = grid
      .textCells(row)
      .find(cell => (row > answer.row || cell.column > answer.column) && asksForMore(cell.text));
    if (label === undefined) continue;
    const place = placeOf(grid, label);
    return isBlank(place) && grid.listAt(place.row, place.column) === null ? place : null;
  }
  return null;
}

function asksForMore(text: string): boolean {
  const label = text.replace(/^[（(【「]\s*(.*?)\s*[）)】」]?[:：]?$/, '$1');
  if (label.length > 20) return false;
  const kind = labelKind(label);
  return kind === 'comment' || kind === 'reference' || /具体|詳細|理由|補足/.test(label);
}
