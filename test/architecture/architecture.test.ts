import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HOUSE = ['knowledge', 'matchers', 'workbooks', 'server'] as const;

/** Which rooms a room may import from besides itself. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  knowledge: [],
  matchers: ['knowledge'],
  workbooks: ['knowledge'],
  server: ['knowledge', 'matchers', 'workbooks'],
};

/** Rooms of pure decisions: no file, no clock, no network, no format package. */
const PURE = ['matchers/', 'workbooks/layout/', 'workbooks/options/', 'knowledge/text/'];
const PURE_PACKAGES = new Set(['fuse.js', 'minisearch']);
/** Third-party packages that read or write a format: each is named in one file, so that it can be replaced there. */
const FORMAT_PACKAGES = ['exceljs', 'yauzl', 'saxes', 'mammoth', 'pdfjs-dist', 'iconv-lite', 'libsql'];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'public' ? [] : filesBelow(path);
    return /\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Project files it imports, as paths from the root. */
  readonly local: readonly string[];
  /** Packages it imports, by name; `node:fs` and the like as written. */
  readonly packages: readonly string[];
}

const sources: readonly SourceFile[] = HOUSE.flatMap(filesBelow).map(path => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const specifiers = [...text.matchAll(IMPORT)].map(match => match[1] ?? match[2] ?? match[3] ?? '');
  const local = specifiers.filter(s => s.startsWith('.')).map(s => normalize(join(dirname(path), s)));
  const packages = specifiers
    .filter(s => !s.startsWith('.'))
    .map(s =>
      s.startsWith('@') ? s.split('/').slice(0, 2).join('/') : s.startsWith('node:') ? s : (s.split('/')[0] ?? s),
    );
  return { path, text, local, packages };
});

const roomOf = (path: string): string => path.split('/')[0] ?? '';

describe('the house', () => {
  it('has arrows only from the shell to workbooks and matchers, and from those to knowledge', () => {
    const broken = sources.flatMap(({ path, local }) =>
      local
        .filter(target => (HOUSE as readonly string[]).includes(roomOf(target)) && roomOf(target) !== roomOf(path))
        .filter(target => !ARROWS[roomOf(path)]?.includes(roomOf(target)))
        .map(target => `${path} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('has no circle of imports', () => {
    const graph = new Map(
      sources.map(({ path, local, text }) => [path, local.filter(target => !isTypeOnly(text, path, target))]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      if (done.has(path)) return;
      for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('keeps the pure rooms free of files, clocks, randomness and packages', () => {
    const pure = sources.filter(({ path }) => PURE.some(room => path.startsWith(room)));
    const broken = pure.flatMap(({ path, packages, text }) => [
      ...packages.filter(name => !PURE_PACKAGES.has(name)).map(name => `${path} imports ${name}`),
      ...(/\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|process\./.test(text)
        ? [`${path} asks the clock, chance or the process`]
        : []),
    ]);
    expect(pure.length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it('names each format package in one file only', () => {
    const users = FORMAT_PACKAGES.map(
      name => [name, sources.filter(s => s.packages.includes(name)).map(s => s.path)] as const,
    );
    expect(users.filter(([, files]) => files.length > 1)).toEqual([]);
  });

  it('imports only files that exist', () => {
    const known = new Set(sources.map(s => s.path));
    const missing = sources.flatMap(({ path, local }) =>
      local
        .filter(target => target.endsWith('.ts') && !known.has(target))
        .map(target => `${path} -> ${relative('.', target)}`),
    );
    expect(missing).toEqual([]);
  });

  it('keeps files short: one over 300 lines has a reason written down here', () => {
    const excused = new Map([
      ['server/http/messages/ja.ts', 'a catalogue of words'],
      ['server/http/messages/en.ts', 'a catalogue of words'],
      ['workbooks/options/vocabulary.ts', 'a table of words'],
    ]);
    const long = sources
      .filter(({ path, text }) => text.split('\n').length > 300 && !excused.has(path))
      .map(s => s.path);
    expect(long).toEqual([]);
  });
});

/** An import of types alone makes no circle at run time. */
function isTypeOnly(text: string, from: string, target: string): boolean {
  const statements = [...text.matchAll(/(?:^|\n)\s*((?:import|export)\s[^;]*?from\s*['"](\.[^'"]+)['"])/g)];
  const own = statements.filter(([, , specifier = '']) => normalize(join(dirname(from), specifier)) === target);
  return own.length > 0 && own.every(([, statement = '']) => /^(?:import|export)\s+type\b/.test(statement));
}
