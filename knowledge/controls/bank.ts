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
  for (const [index, raw] of text.split('\n').entries()) {
    const at = `${file}:${index + 1}`;
    const line = raw.trim();
    if (line === '' || /^#\s/.test(line)) continue;
    if (line.startsWith('### ')) {
      if (topic === null) throw new Error(`${at}: an aspect must stand under ## KEY title`);
      aspect = line.slice(4).trim();
    } else if (line.startsWith('## ')) {
      topic = readHeading(line.slice(3).trim(), at);
      aspect = null;
    } else if (/^[-+] \S/.test(line)) {
      if (topic === null || aspect === null)
        throw new Error(`${at}: a line must stand under ## KEY title and ### aspect`);
      const content = line.slice(2).trim();
      const kind = line.startsWith('-') ? 'question' : 'statement';
      entries.push({ ...topic, aspect, kind, lang: languageOf(content), text: content, file, line: index + 1 });
    } else {
      throw new Error(`${at}: expected # chapter, ## KEY title, ### aspect, - question or + statement`);
    }
  }
  return entries;
}

function readHeading(heading: string, at: string): { readonly key: string; readonly title: string } {
  const [key, ...title] = heading.split(/\s+/);
  if (key === undefined || !keyForm.test(key) || title.length === 0) {
    throw new Error(`${at}: expected a control's number or topic.NAME, then a title, and found "${heading}"`);
  }
  return { key, title: title.join(' ') };
}
