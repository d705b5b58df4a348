import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checklist } from '../server/support/checklist.ts';
import { hasChromium, type Stage, setStage } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it stands, one line each. */
async function findings(page: Page): Promise<readonly string[]> {
  // Evaluated by the tester, not loaded by the page: the page's own policy lets no foreign script in.
  await page.evaluate(AXE);
  const run = `axe.run({ runOnly: ${JSON.stringify(RULES)} })`;
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(run);
  return violations.flatMap(({ id, nodes }) => nodes.map(n => `${id}: ${n.html.slice(0, 160)} ${n.failureSummary}`));
}

/** The parts of axe's result that are printed. */
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

describe.skipIf(!hasChromium)('every page', () => {
  let stage: Stage;
  let pages: Readonly<Record<string, string>>;
  beforeAll(async () => {
    stage = await setStage();
    const id = await stage.kotae.answered(await checklist(), '確認表.xlsx');
    await stage.kotae.answered(await checklist(), '確認表2.xlsx');
    pages = {
      home: '/',
      desk: `/questionnaires/${id}`,
      layout: `/questionnaires/${id}/layout`,
      export: `/questionnaires/${id}/export`,
      evidence: `/questionnaires/${id}/evidence`,
      knowledge: '/knowledge',
      service: '/knowledge/services/idcf-cloud',
      search: '/knowledge/services/idcf-cloud?q=バックアップ',
      disclosure: '/knowledge/disclosures/1',
      compare: '/knowledge/compare?from=1&to=2',
      import: '/knowledge/import',
    };
  });
  afterAll(() => stage.close());

  for (const [look, options] of [
    ['light, 1280 wide', { colorScheme: 'light', viewport: { width: 1280, height: 860 } }],
    ['dark, 1280 wide', { colorScheme: 'dark', viewport: { width: 1280, height: 860 } }],
    ['light, 390 wide', { colorScheme: 'light', viewport: { width: 390, height: 800 } }],
    ['dark, 390 wide, English', { colorScheme: 'dark', viewport: { width: 390, height: 800 }, locale: 'en-GB' }],
  ] as const) {
    it(`has nothing that axe minds and scrolls in one direction only (${look})`, async () => {
      const found: Record<string, readonly string[]> = {};
      for (const [name, path] of Object.entries(pages)) {
        const page = await stage.open(path, options);
        await page.waitForLoadState('networkidle');
        const problems = [...(await findings(page))];
        const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        if (wider > 0) problems.push(`scrolls sideways by ${wider} px`);
        if (problems.length > 0) found[name] = problems;
        await page.context().close();
      }
      expect(found).toEqual({});
      expect(stage.faults).toEqual([]);
    });
  }

  it('has dialogs and open menus that axe does not mind either', async () => {
    const page = await stage.open(pages.desk ?? '/');
    await page.waitForSelector('#desk[data-ready]');
    await page.click('details.settings summary');
    await page.click('.more-filters summary');
    for (const details of await page.locator('.beside summary').all()) await details.click();
    expect(await findings(page)).toEqual([]);
    await page.click('#open-help');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.click('#open-bulk');
    await page.waitForSelector('#bulk tbody tr');
    expect(await findings(page)).toEqual([]);
  });
});
