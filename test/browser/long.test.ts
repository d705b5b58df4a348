import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { longChecklist } from '../server/support/checklist.ts';
import { hasChromium, type Stage, setStage } from './chromium.ts';

const QUESTIONS = 1200;

describe.skipIf(!hasChromium)(`a questionnaire of ${QUESTIONS} questions`, () => {
  let stage: Stage;
  let id: string;
  beforeAll(async () => {
    stage = await setStage();
    id = await stage.kotae.answered(await longChecklist(QUESTIONS), '長い確認表.xlsx');
  });
  afterAll(() => stage.close());

  it('is open for the first decision within seconds, and each further one is there at once', async () => {
    const opened = performance.now();
    const page = await stage.open(`/questionnaires/${id}`);
    const current = page.locator('.question-text');
    await current.waitFor();
    const shown = performance.now() - opened;
    const decide = async () => {
      const before = (await current.textContent()) ?? '';
      const pressed = performance.now();
      await page.keyboard.press('a');
      await current.filter({ hasNotText: before }).waitFor();
      return performance.now() - pressed;
    };
    const first = await decide();
    const toFirst = performance.now() - opened;
    const further: number[] = [];
    for (let n = 0; n < 15; n += 1) further.push(await decide());
    const filtered = performance.now();
    await page.selectOption('[name=state]', 'all');
    await expect.poll(() => page.locator('#list li').count()).toBe(QUESTIONS);
    const all = performance.now() - filtered;
    const median = further.sort((a, b) => a - b)[7] ?? Number.NaN;
    const ms = (n: number) => `${Math.round(n)} ms`;
    console.log(
      `${QUESTIONS} questions: shown ${ms(shown)}, first decision ${ms(toFirst)} (key to next ${ms(first)}), further ${ms(median)} median, all listed ${ms(all)}`,
    );
    expect(toFirst).toBeLessThan(6000);
    expect(median).toBeLessThan(1000);
    expect(stage.faults).toEqual([]);
  });
});
