import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../../knowledge/errors.ts';
import { addSheet, cellRef, readWorkbook, writeCells } from '../../workbooks/index.ts';
import type { CellEdit, Sheet, Workbook } from '../../workbooks/model.ts';
import { readBySecondReader } from '../workbooks/fixtures/second-reader.ts';
import { load, sharedFolder, sharedWorkbooks } from '../workbooks/fixtures/shared-files.ts';

const files = sharedWorkbooks();
const python = spawnSync('python3', ['--version']).status === 0;
const VALUES = ['=1+1 は文字列', '改行\nと <&> "記号"', '○', ' 空白 ', '+81', '𠮷野家😀'];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kotae-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The workbook, or null where it is refused as encrypted. */
async function readOrRefuse(bytes: Uint8Array, name: string): Promise<Workbook | null> {
  try {
    return await readWorkbook(bytes, name);
  } catch (error) {
    if (error instanceof InputError && error.code === 'encrypted') return null;
    throw error;
  }
}

/** Blank, missing and new cells spread over a sheet. */
function cellsToFill(sheet: Sheet): string[] {
  const rows = [...sheet.rows.keys()];
  const blank = [...sheet.rows.values()].flatMap(row => [...row.values()].filter(cell => cell.kind === 'blank'));
  const places = blank.map(cell => cellRef(cell.row, cell.column));
  for (const row of rows.slice(0, 20)) {
    for (let column = 1; column < 12; column++)
      if (!sheet.rows.get(row)?.has(column)) places.push(cellRef(row, column));
  }
  const last = Math.max(1, ...rows);
  places.push(cellRef(last + 3, 2), cellRef(last + 1, 30), cellRef(1, 60));
  const step = Math.max(1, Math.floor(places.length / 25));
  return [...new Set(places.filter((_, at) => at % step === 0))];
}

function compare(original: string, filled: string, ...options: string[]): string {
  const tool = join(sharedFolder ?? '', 'tools/compare-workbooks.py');
  const run = spawnSync('python3', [tool, original, filled, ...options], { encoding: 'utf8' });
  return run.stdout.trim();
}

describe.skipIf(files.length === 0)('workbooks beside the project', () => {
  test.each(files.map(path => [basename(path), path]))('%s reads as another program reads it', async (_, path) => {
    const { name, bytes } = load(path);
    const workbook = await readOrRefuse(bytes, name);
    if (workbook === null) return expect(name).toMatch(/protected/);
    const other = await readBySecondReader(bytes).catch(() => null);
    let compared = 0;
    for (const sheet of workbook.sheets) {
      for (const [ref, value] of other?.get(sheet.name) ?? []) {
        if (value.trim() === '') continue;
        const place = /^([A-Z]+)(\d+)$/.exec(ref);
        const row = sheet.rows.get(Number(place?.[2]));
        const cell = [...(row?.values() ?? [])].find(candidate => cellRef(candidate.row, candidate.column) === ref);
        const where = `${sheet.name}!${ref}`;
        if (value.startsWith('number '))
          expect([where, cell?.kind]).toEqual([where, expect.stringMatching(/number|date/)]);
        else expect([where, cell?.text]).toEqual([where, value.replace(/\r\n?/g, '\n')]);
        compared++;
      }
    }
    // The second reader cannot open a few of the files at all; the others must have been compared.
    if (other !== null && [...other.values()].some(cells => cells.size > 0)) expect(compared).toBeGreaterThan(0);
  });

  test.runIf(python).each(files.map(path => [basename(path), path]))(
    '%s: after filling, exactly the edits differ, and an added sheet changes nothing else',
    async (_, path) => {
      const { name, bytes } = load(path);
      const workbook = await readOrRefuse(bytes, name);
      if (workbook === null) return expect(name).toMatch(/protected/);
      const edits: CellEdit[] = workbook.sheets.flatMap(sheet =>
        cellsToFill(sheet).map((cell, at) => ({ sheet: sheet.name, cell, value: VALUES[at % VALUES.length] ?? '' })),
      );
      const filled = await writeCells(bytes, edits, name);
      expect(filled.written.length + filled.refused.length).toBe(edits.length);
      const out = join(folder, name);
      const report = join(folder, `${name}.json`);
      writeFileSync(out, filled.bytes);
      writeFileSync(report, JSON.stringify({ edits: filled.written }));
      expect(compare(path, out, '--report', report)).toBe(`${filled.written.length} cells changed, 0 problems`);
      const added = await addSheet(filled.bytes, { name: '回答根拠', rows: [['a', 'b']] }, name);
      writeFileSync(out, added.bytes);
      expect(compare(path, out, '--report', report, '--allow-sheet', added.name)).toBe(
        `${filled.written.length} cells changed, 0 problems`,
      );
    },
  );
});

const office = spawnSync('soffice', ['--version']).status === 0;
if (!office) console.info('skipped: LibreOffice is not installed');

describe.skipIf(files.length === 0 || !office)('LibreOffice', () => {
  test('opens every filled workbook and shows what was written', { timeout: 240_000 }, async () => {
    const written = new Map<string, readonly CellEdit[]>();
    for (const path of files) {
      const { name, bytes } = load(path);
      const workbook = await readOrRefuse(bytes, name);
      const sheet = workbook?.sheets[0];
      if (sheet === undefined) continue;
      const result = await writeCells(
        bytes,
        cellsToFill(sheet).map(cell => ({ sheet: sheet.name, cell, value: `回答 ${cell}` })),
        name,
      );
      writeFileSync(join(folder, name), result.bytes);
      written.set(name, result.written);
    }
    const options = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1';
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const names = [...written.keys()].map(name => join(folder, name));
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', options, '--outdir', join(folder, 'csv'), ...names],
      { stdio: 'ignore' },
    );
    for (const [name, edits] of written) {
      const csv = join(folder, 'csv', name.replace(/\.xls[xm]$/, `-${edits[0]?.sheet ?? ''}.csv`));
      const shown = edits.length === 0 ? [] : await textsOf(csv);
      const missing = edits.filter(({ value }) => !shown.includes(String(value)));
      expect([name, missing]).toEqual([name, []]);
    }
  });
});

async function textsOf(csv: string): Promise<string[]> {
  const { bytes } = load(csv);
  const sheet = (await readWorkbook(bytes, 'a.csv')).sheets[0];
  return [...(sheet?.rows.values() ?? [])].flatMap(row => [...row.values()].map(cell => cell.text));
}
