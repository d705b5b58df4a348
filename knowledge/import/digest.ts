import type { Catalogue } from '../controls/catalogue.ts';
import { InputError } from '../errors.ts';
import type { Disclosure, Passage, Service } from '../model.ts';

/** A digest as read: the disclosure and the service it is about. */
export interface Digest {
  readonly service: Service;
  readonly disclosure: Disclosure;
}

const frontMatter = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---\r?\n/;
const keys = ['title', 'name', 'provider', 'service', 'version', 'effective'] as const;
type Key = (typeof keys)[number];

/** Whether a text is one of our digests: front matter that names a service. */
export const isDigest = (text: string): boolean => /^service:/m.test(text.match(frontMatter)?.[1] ?? '');

/**
 * Reads one of our Markdown digests: front matter (title, name, provider, service, version, effective; `none` where the source
 * says nothing), then `## 12.3.1 title` or `## sec.name title` with their texts.
 *
 * @throws InputError `bad-digest` naming file and line
 */
export function parseDigest(text: string, fileName: string, catalogue: Catalogue): Digest {
  const front = text.match(frontMatter);
  if (front?.[1] === undefined) throw badDigest(fileName, 1, 'front matter between --- lines', '---で囲んだ見出し部');
  const values = readFront(front[1], fileName);
  const passages: { section: string; control: string | null; title: string; lines: string[] }[] = [];
  const offset = front[0].split('\n').length - 1;
  const lines = text.slice(front[0].length).split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    const at = offset + index + 1;
    if (line === '' || /^#\s/.test(line)) continue;
    const heading = line.match(/^##\s+(\S+)\s+(.+)$/);
    if (heading?.[1] !== undefined && heading[2] !== undefined) {
      const section = heading[1];
      const control = catalogue.byNumber.has(section) ? section : null;
      if (control === null && !/^sec\.[\p{L}\p{N}-]+$/u.test(section)) {
        throw badDigest(
          fileName,
          at,
          `a control number or sec.NAME, not ${section}`,
          `管理策の項番か sec.名前（${section} は不明）`,
        );
      }
      if (passages.some(p => p.section === section))
        throw badDigest(fileName, at, `${section} once`, `${section} は一度だけ`);
      passages.push({ section, control, title: heading[2], lines: [] });
      continue;
    }
    const current = passages.at(-1);
    if (current === undefined) throw badDigest(fileName, at, 'a ## heading before text', '本文の前に ## 見出し');
    current.lines.push(line);
  }
  const finished: Passage[] = passages.map(({ lines: body, ...passage }) => ({ ...passage, text: body.join('\n') }));
  const empty = finished.find(passage => passage.text === '');
  if (empty !== undefined)
    throw badDigest(fileName, offset + 1, `text under ${empty.section}`, `${empty.section} の本文`);
  const { title, provider, version, effective } = values;
  return {
    service: { id: values.service, name: values.name, provider: provider ?? '' },
    disclosure: { title, provider, version, effective, passages: finished },
  };
}

interface Front extends Omit<Disclosure, 'passages'> {
  readonly name: string;
  readonly service: string;
}

function readFront(block: string, fileName: string): Front {
  const found = new Map<Key, string>();
  for (const [index, line] of block.split(/\r?\n/).entries()) {
    const match = line.match(/^(\w+):\s*(.*?)\s*$/);
    const key = keys.find(k => k === match?.[1]);
    if (match?.[2] === undefined || key === undefined) {
      throw badDigest(fileName, index + 2, `one of ${keys.join(', ')}`, `${keys.join('、')} のいずれか`);
    }
    found.set(key, match[2]);
  }
  const get = (key: Key): string => {
    const value = found.get(key);
    if (!value) throw badDigest(fileName, 1, key, key);
    return value;
  };
  const orNull = (key: Key): string | null => (get(key) === 'none' ? null : get(key));
  const effective = orNull('effective');
  if (effective !== null && !/^\d{4}-\d{2}-\d{2}$/.test(effective)) {
    throw badDigest(fileName, 1, 'effective: YYYY-MM-DD or none', 'effective は YYYY-MM-DD か none');
  }
  return {
    title: get('title'),
    name: get('name'),
    service: get('service'),
    provider: orNull('provider'),
    version: orNull('version'),
    effective,
  };
}

const badDigest = (fileName: string, line: number, expected: string, ja: string): InputError =>
  new InputError(
    'bad-digest',
    `${fileName}：${line}行目：${ja}が必要です。`,
    `${fileName}: line ${line}: expected ${expected}.`,
  );
