import type { Passage } from '../../knowledge/model.ts';

/** A run of text that both versions have, or that one of them has alone. */
export interface TextRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A passage of two versions. */
export interface PassageChange {
  readonly section: string;
  readonly title: string;
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  /** Sentence by sentence; one run where the kind is not `changed`. */
  readonly runs: readonly TextRun[];
}

/** Compares two versions passage by passage, in the newer one's order, what is gone at the end. */
export function compareDisclosures(from: readonly Passage[], to: readonly Passage[]): readonly PassageChange[] {
  const bySection = new Map(from.map(passage => [passage.section, passage]));
  const kept = to.map((passage): PassageChange => {
    const { section, title, text } = passage;
    const before = bySection.get(section);
    bySection.delete(section);
    if (!before) return { section, title, kind: 'added', runs: [{ kind: 'added', text }] };
    if (before.text === text) return { section, title, kind: 'same', runs: [{ kind: 'same', text }] };
    return { section, title, kind: 'changed', runs: diff(sentences(before.text), sentences(text)) };
  });
  const gone = [...bySection.values()].map(
    ({ section, title, text }): PassageChange => ({
      section,
      title,
      kind: 'removed',
      runs: [{ kind: 'removed', text }],
    }),
  );
  return [...kept, ...gone];
}

const sentences = (text: string): readonly string[] => text.split(/(?<=[。\n])/).filter(Boolean);

/** Beyond this many pairs of sentences the passage is shown as replaced: the table below would take too much memory. */
const MAX_PAIRS = 4_000_000;

/** The longest common subsequence of two lists of sentences, as runs. */
function diff(a: readonly string[], b: readonly string[]): readonly TextRun[] {
  if (a.length * b.length > MAX_PAIRS) {
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  }
  const width = b.length + 1;
  // Length of the longest common subsequence of a[i..] and b[j..].
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const runs: TextRun[] = [];
  const push = (kind: TextRun['kind'], text: string) => {
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
    else runs.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push('same', a[i] ?? '');
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      push('removed', a[i] ?? '');
      i += 1;
    } else {
      push('added', b[j] ?? '');
      j += 1;
    }
  }
  return runs;
}
