import { languageOf } from '../text/normalize.ts';

/** A line of the question bank: one way in which a control or topic is asked for or stated. */
export interface BankEntry {
  /** The control's number (`12.3.1`, `CLD.8.1.5`), or `topic.` and a name for what no control covers. */
  readonly key: string;
  /** The control's or topic's title, in Japanese. */
  readonly title: string;
  /** What exactly is asked about under the control, e.g. 復元テスト. */
  readonly aspect: string;
  /** A customer asks, or a provider states. */
  readonly kind: 'question' | 'statement';
  readonly lang: 'ja' | 'en';
  readonly text: string;
  /** File name and 1-based line, for messages. */
  readonly file: string;
  readonly line: number;
}

const keyForm = /^(?:(?:CLD\.)?\d{1,2}(?:\.\d{1,2}){1,2}|topic\.[a-z0-9-]+)$/;

/**
 * Reads one file of the bank: `# chapter`, `## KEY title`, `### aspect`, `- question`, `+ statement`, one line each.
 *
 * @throws Error naming file and line for any other line, a line outside an aspect, or a key of another form
 */
export function parseBank(file: string, text: string): readonly BankEntry[] {
  const entries: BankEntry[] = [];
  let topic: { readonly key: string; readonly title: string } | null = null;
  let aspect: string | null = null;
  let number = 0;
  const wrong = (expected: string): Error => new Error(`${file}:${number}: ${expected}`);
  for (const raw of text.split('\n')) {
    number += 1;
    const line = raw.trim();
    const content = line.slice(2).trim();
    if (line === '' || line.startsWith('# ')) continue;
    if (line.startsWith('### ')) {
      if (topic === null) throw wrong('an aspect must stand under ## KEY title');
      aspect = line.slice(4).trim();
    } else if (line.startsWith('## ')) {
      topic = readHeading(line.slice(3).trim());
      if (topic === null) throw wrong(`expected a control's number or topic.NAME, then a title, and found "${line}"`);
      aspect = null;
    } else if ((line.startsWith('- ') || line.startsWith('+ ')) && content !== '') {
      if (topic === null || aspect === null) throw wrong('a line must stand under ## KEY title and ### aspect');
      const kind = line.startsWith('-') ? 'question' : 'statement';
      const { key, title } = topic;
      entries.push({ key, title, aspect, kind, lang: languageOf(content), text: content, file, line: number });
    } else {
      throw wrong('expected # chapter, ## KEY title, ### aspect, - question or + statement');
    }
  }
  return entries;
}

function readHeading(heading: string): { readonly key: string; readonly title: string } | null {
  const [key, ...title] = heading.split(/\s+/);
  return key !== undefined && keyForm.test(key) && title.length > 0 ? { key, title: title.join(' ') } : null;
}
