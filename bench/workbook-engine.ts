import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { readWorkbook, writeCells } from '../workbooks/index.ts';

/** One run of one engine: loads the file, fills answer and remark of some rows, saves; prints time and memory as JSON. */
const [engine = '', file = '', answered = ''] = process.argv.slice(2);
const ANSWER = '提供しています。【根拠】ISO/IEC 27017 10.1.1 暗号による管理策の利用方針';

async function kotae(bytes: Buffer, rows: number): Promise<number> {
  const sheet = (await readWorkbook(bytes, 'large.xlsx')).sheets[0]?.name ?? '';
  const edits = Array.from({ length: rows }, (_, at) => [
    { sheet, cell: `D${at + 2}`, value: '○' },
    { sheet, cell: `E${at + 2}`, value: ANSWER },
  ]).flat();
  const result = await writeCells(bytes, edits, 'large.xlsx');
  return result.written.length;
}

async function exceljs(bytes: Buffer, rows: number): Promise<number> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  let written = 0;
  for (let row = 2; row < rows + 2; row++) {
    for (const [column, value] of [
      ['D', '○'],
      ['E', ANSWER],
    ] as const) {
      const cell = sheet?.getCell(`${column}${row}`);
      if (cell === undefined) continue;
      cell.value = value;
      written++;
    }
  }
  const out = await workbook.xlsx.writeBuffer();
  return out.byteLength > 0 ? written : 0;
}

const bytes = readFileSync(file);
const rows = Number(answered);
const before = process.memoryUsage().rss;
const start = performance.now();
const cpuBefore = process.cpuUsage();
const written = engine === 'kotae' ? await kotae(bytes, rows) : await exceljs(bytes, rows);
const milliseconds = performance.now() - start;
if (written !== rows * 2) throw new Error(`${engine} wrote ${written} of ${rows * 2} cells`);
const cpu = process.cpuUsage(cpuBefore);
const cpuMilliseconds = (cpu.user + cpu.system) / 1000;
const megabytes = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
process.stdout.write(JSON.stringify({ milliseconds, cpuMilliseconds, megabytes }));
