import type { Verdict } from '../model.ts';

/** What was found in one service's disclosure for a question. */
export interface LibraryAnswer {
  /** full: it settles what is asked; partial: one would cite it, but it does not settle it; none: there is nothing to cite. */
  readonly answerable: 'full' | 'partial' | 'none';
  /** Sections that may be cited as the main evidence, best first; empty when none. */
  readonly sections: readonly string[];
  /** Verdicts that are right, best first; more than one where careful readers differ. */
  readonly verdicts: readonly Verdict[];
}

/** A question in the manner of customers' that was answered from the bundled disclosures; no person vouches for it. */
export interface LibraryEntry {
  readonly id: string;
  readonly lang: 'ja' | 'en';
  readonly category: string;
  readonly question: string;
  /** Who wrote it: entries of one author are never held against each other when the matcher learns. */
  readonly author: string;
  /** By service. */
  readonly answers: ReadonlyMap<string, LibraryAnswer>;
  /** By service, the words of the disclosure that support the answer most, where they were written down. */
  readonly quotes: ReadonlyMap<string, string>;
}

const VERDICTS: ReadonlySet<string> = new Set(['yes', 'partial', 'no', 'customer', 'info', 'unknown']);

/**
 * Reads one file of the library: a JSON object a line, `{"id","lang","category","question","labels":{SERVICE: ANSWER}}`, where an
 * answer is `none` or `full|partial SECTION,SECTION VERDICT|VERDICT`; `"quotes":{SERVICE: WORDS}` may stand beside.
 * @throws Error naming file and line when a line is not of this form
 */
export function parseLibrary(file: string, author: string, text: string): readonly LibraryEntry[] {
  return text.split(/\r?\n/).flatMap((line, at): readonly LibraryEntry[] => {
    if (line.trim() === '') return [];
    const fail = (what: string): never => {
      throw new Error(`${file}:${at + 1}: ${what}`);
    };
    const { id, lang, category, question, labels, quotes = {} } = parseLine(line, fail);
    if (
      typeof id !== 'string' ||
      typeof question !== 'string' ||
      question.trim() === '' ||
      typeof category !== 'string'
    )
      return fail('id, category and question must be texts');
    if (lang !== 'ja' && lang !== 'en') return fail('lang must be ja or en');
    if (!isRecord(labels) || !isRecord(quotes))
      return fail('labels, and quotes where they stand, must be objects by service');
    const answers = Object.entries(labels).map(
      ([service, answer]) => [service, parseAnswer(String(answer), fail)] as const,
    );
    const quoted = Object.entries(quotes).map(([service, quote]) => [service, String(quote)] as const);
    return [{ id, lang, category, question, author, answers: new Map(answers), quotes: new Map(quoted) }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseLine(line: string, fail: (what: string) => never): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return fail('not a line of JSON');
  }
  return isRecord(value) ? value : fail('not a JSON object');
}

function parseAnswer(text: string, fail: (what: string) => never): LibraryAnswer {
  if (text === 'none') return { answerable: 'none', sections: [], verdicts: ['unknown'] };
  const [answerable, list = '', words = '', ...rest] = text.split(' ');
  const sections = list.split(',');
  const verdicts = words.split('|');
  if ((answerable !== 'full' && answerable !== 'partial') || sections.includes('') || rest.length > 0)
    return fail(`expected "none" or "full 12.3.1 yes" and found "${text}"`);
  if (!verdicts.every(v => VERDICTS.has(v)) || new Set(verdicts).size < verdicts.length)
    return fail(`unknown verdict, or one twice, in "${text}"`);
  return { answerable, sections, verdicts: verdicts as Verdict[] };
}
