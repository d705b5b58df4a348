/**
 * Prints how the layouts of the shared workbooks are read: against their truths where they have one, else what was found.
 * Run: npx tsx bench/layouts.ts [--verbose]
 */
import { existsSync, readdirSync } from 'node:fs';
import { layoutOf, SHARED_WORKBOOKS, scoreLayout, truthFiles } from './layout-truth.ts';

const verbose = process.argv.includes('--verbose');

if (!existsSync(SHARED_WORKBOOKS)) {
  console.log('../shared/workbooks is absent: nothing to measure.');
} else {
  const scores = [];
  for (const file of truthFiles()) scores.push(await scoreLayout(file));
  console.table(
    scores.map(({ differences, ...score }) => ({
      ...score,
      file: score.file.replace('made/', ''),
      diff: differences.length,
    })),
  );
  for (const { file, differences } of scores) {
    for (const difference of verbose ? differences : differences.slice(0, 5)) console.log(`${file}: ${difference}`);
  }
  for (const file of readdirSync(SHARED_WORKBOOKS).filter(name => /\.xls[xm]$/.test(name))) {
    const started = performance.now();
    const layout = await layoutOf(file);
    console.log(`\n${file} (${Math.round(performance.now() - started)} ms)`);
    for (const sheet of layout.sheets) {
      const prefilled = sheet.questions.filter(question => question.prefilled).length;
      console.log(
        `  ${sheet.role === 'questions' ? `${sheet.questions.length} questions, ${prefilled} prefilled` : 'other'} | ${sheet.name} | ${sheet.confidence} | ${sheet.reason}`,
      );
      if (!verbose) continue;
      for (const { headerRows, columns } of sheet.tables)
        console.log(`    ${JSON.stringify({ headerRows, ...columns })}`);
    }
    for (const { severity, code, text } of layout.messages) console.log(`  ${severity} ${code}: ${text}`);
  }
}
