import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layoutOf, SHARED_WORKBOOKS, scoreLayout, truthFiles } from '../../../bench/layout-truth.ts';

const absent = !existsSync(SHARED_WORKBOOKS);

/** Sheet → questions found. */
async function counts(file: string): Promise<Readonly<Record<string, number>>> {
  const layout = await layoutOf(file);
  const asking = layout.sheets.filter(({ role }) => role === 'questions');
  return Object.fromEntries(asking.map(({ name, questions }) => [name, questions.length]));
}

// Skipped in a bare clone: the workbooks belong to their owners and lie beside the project, in ../shared.
describe.skipIf(absent)('the shared workbooks (../shared/workbooks)', () => {
  it.each(truthFiles())('%s: every question, every answer cell, its options, category and state', async file => {
    const score = await scoreLayout(file);
    expect(score.differences).toEqual([]);
    expect(score).toMatchObject({ found: score.questions, cells: score.questions, wrong: 0, touched: 0, sheets: true });
  });

  it('real checklists: each question once', async () => {
    expect(Object.values(await counts('ja_azure_security_checklist.xlsx'))).toEqual([157]);
    expect(Object.values(await counts('ja_owasp_mstg_1.2.xlsx'))).toEqual([71, 13, 71, 13]);
    expect(Object.values(await counts('ja_hikinou_grade_aws.xlsx'))).toEqual([238]);
    expect(Object.values(await counts('en_owasp_asvs_checklist_3.0.1.xlsx'))).toEqual([182]);
    expect(Object.values(await counts('en_owasp_wstg_4.2.xlsx'))).toEqual([97]);
  });

  it.each([
    'en_azure_review_checklist_macro.xlsm',
    'ja_nablarch_unit_testcase.xlsx',
    'ja_neos21_review_sheet.xlsx',
    'ja_neos21_test_spec.xlsx',
  ])('%s asks nothing', async file => {
    expect(await counts(file)).toEqual({});
  });
});
