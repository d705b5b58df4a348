import { readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbookParts } from '../../workbooks/fixtures/make-workbook.ts';
import { zipOf } from '../../workbooks/fixtures/zip-of.ts';
import { type Bench, openBench } from './run-kotae.ts';

const SAMPLE = fileURLToPath(new URL('../../../workbooks/sample/security-checklist.xlsx', import.meta.url));
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ole2With = (stream: string) =>
  Buffer.concat([Buffer.from(OLE2), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]);
const noQuestion = zipOf(
  workbookParts({
    sheets: [{ name: 'Sheet1', data: '<row r="1"><c r="A1" t="inlineStr"><is><t>8月分</t></is></c></row>' }],
  }),
);

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'text.xlsx': 'hello',
  'old.xls': ole2With('Workbook'),
  'locked.xlsx': ole2With('EncryptedPackage'),
  'empty.xlsx': '',
  'cut.xlsx': zipOf(workbookParts({ sheets: [{ name: 'Sheet1' }] })).subarray(0, 400),
  'figures.xlsx': noQuestion,
  'lunch.md': '# 社員のしおり\n\n食堂は12時に開きます。\n',
  'noise.pdf': Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 151) % 256)),
  'blank.md': '',
  'control.md': '# 安全性の案内\n\n## 12.3.1 情報のバックアップ\n\nデータのバックアップを毎日取得しています。\n',
  'bad.json': '{"sheets":',
  'shapeless.json': '[{"sheet":"チェックシート"}]',
  'bad.jsonl': '{"id":"a","question":"q"}\nno json\n',
  'questionless.jsonl': '{"id":"a"}\n',
  'questions.jsonl': '{"id":"a","question":"q"}\n',
  'labels.jsonl': '{"service":"idcf-cloud","id":"zz","answerable":"none","sections":[],"verdicts":["unknown"]}\n',
};

let bench: Bench;
/** What lies in the folder before any command ran. */
let before: readonly string[];
beforeAll(async () => {
  bench = await openBench();
  for (const [name, content] of Object.entries(FILES)) await writeFile(bench.path(name), content);
  await bench.kotae('services');
  before = (await readdir(bench.folder)).sort();
});
afterAll(() => bench.close());

const answer = (file: string, ...more: string[]) => [
  ...['answer', file, '--service', 'idcf-cloud', '--out', 'OUT.xlsx', '--report', 'OUT.json'],
  ...more,
];

describe('what the user can mend ends with 2 and one line that names it', () => {
  it.each<readonly [what: string, args: readonly string[], names: RegExp]>([
    ['a file that is no workbook', answer('text.xlsx'), /text\.xlsx.*\.xlsx/],
    ['an old .xls', answer('old.xls'), /old\.xls.*97-2003/],
    ['an encrypted workbook', answer('locked.xlsx'), /locked\.xlsx.*(?:パスワード|暗号)/],
    ['an empty file', answer('empty.xlsx'), /empty\.xlsx.*0/],
    ['a workbook cut short', answer('cut.xlsx'), /cut\.xlsx/],
    ['a workbook in which nothing asks', answer('figures.xlsx'), /figures\.xlsx.*Sheet1.*--layout/],
    ['a file that is not there', answer('missing.xlsx'), /missing\.xlsx/],
    ['a folder in the place of a file', ['inspect', '.', '--json'], /EISDIR/],
    ['an unknown service', ['passages', '--service', 'nope', '--json'], /nope.*idcf-cloud/],
    ['a document with no control in it', ['import', 'lunch.md', '--service', 'own', '--json'], /lunch\.md.*12\.3\.1/],
    ['a document that cannot be read', ['import', 'noise.pdf', '--service', 'own', '--json'], /noise\.pdf.*PDF/],
    ['an empty document', ['import', 'blank.md', '--service', 'own', '--json'], /blank\.md/],
    ['a document of an unknown service', ['import', 'control.md', '--json'], /control\.md.*--service/],
    ['a service id of another form', ['import', 'control.md', '--service', 'Own Cloud'], /Own Cloud/],
    ['a date that is none', ['import', 'control.md', '--service', 'own', '--effective', '2025/4/1'], /2025\/4\/1/],
    ['JSON that is none', ['fill', SAMPLE, '--edits', 'bad.json', '--out', 'OUT.xlsx'], /bad\.json/],
    ['edits of another form', ['fill', SAMPLE, '--edits', 'shapeless.json', '--out', 'OUT.xlsx'], /shapeless\.json.*1/],
    ['a layout that is no JSON', answer(SAMPLE, '--layout', 'bad.json'), /bad\.json/],
    ['a layout of another form', answer(SAMPLE, '--layout', 'shapeless.json'), /shapeless\.json.*sheets/],
    ['a broken line of questions', ['match', '--service', 'idcf-cloud', '--questions', 'bad.jsonl'], /bad\.jsonl.*2/],
    [
      'a line without a question',
      ['match', '--service', 'idcf-cloud', '--questions', 'questionless.jsonl'],
      /questionless\.jsonl.*1.*question/,
    ],
    ['a label without its question', ['evaluate', 'labels.jsonl', 'questions.jsonl'], /zz.*labels\.jsonl/],
    ['a flag that is missing', ['answer', SAMPLE, '--out', 'OUT.xlsx'], /--service/],
    ['a mode that is none', answer(SAMPLE, '--mode', 'fast'), /fast.*draft.*final/],
    ['a port that is none', ['serve', '--port', '99999'], /--port.*99999/],
    ['a data folder that is a file', ['services', '--json', '--data', 'text.xlsx'], /text\.xlsx.*--data/],
  ])('%s', async (_what, args, names) => {
    const placed = args.map(arg => (arg in FILES || /^(?:OUT|missing)\./.test(arg) ? bench.path(arg) : arg));
    const { code, stdout, stderr } = await bench.kotae(...placed);
    expect(code, stderr).toBe(2);
    expect(stdout, 'standard output stays clean').toBe('');
    expect(stderr).toMatch(/^kotae: .+\n$/);
    expect(stderr).toMatch(names);
    expect(stderr, 'a stack trace helps no user').not.toMatch(/\n\s+at |node:internal|\.ts:\d/);
    expect((await readdir(bench.folder)).sort(), 'nothing half-written is left behind').toEqual(before);
  });

  it.each([
    ['a command that is none', ['asnwer', SAMPLE]],
    ['a flag that is none', ['services', '--jsn']],
  ])('%s ends with 2 and names it', async (_what, args) => {
    const { code, stdout, stderr } = await bench.kotae(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^kotae: unknown (?:command 'asnwer'|option '--jsn')/);
  });

  it('a place that cannot be written ends with 2 and leaves nothing behind', async () => {
    const out = bench.path('no-folder/out.xlsx');
    const { code, stdout, stderr } = await bench.kotae('answer', SAMPLE, '--service', 'idcf-cloud', '--out', out);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^kotae: .*no-folder\/out\.xlsx/);
    expect((await readdir(bench.folder)).sort()).toEqual(before);
  });

  it('a refused document leaves the knowledge as it was', async () => {
    const services = async () => JSON.parse((await bench.kotae('services', '--json')).stdout);
    const known = await services();
    expect((await bench.kotae('import', bench.path('lunch.md'), '--service', 'own')).code).toBe(2);
    expect(await services()).toEqual(known);
  });
});
