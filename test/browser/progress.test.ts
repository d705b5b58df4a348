import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { longChecklist } from '../server/support/checklist.ts';
import { scriptedTasks } from '../server/support/scripted-tasks.ts';
import { hasChromium, setStage } from './chromium.ts';

describe.skipIf(!hasChromium)('while a questionnaire is being answered', () => {
  it('the page counts up by itself, the list too, and the desk opens when it is done', async () => {
    const tasks = scriptedTasks();
    const slow = {
      ...tasks,
      answer: async (batch: Parameters<typeof tasks.answer>[0]) => {
        await wait(150);
        return tasks.answer(batch);
      },
    };
    const stage = await setStage(slow);
    try {
      const page = await stage.open('/');
      const buffer = await longChecklist(300);
      await page.setInputFiles('#file', { name: '長い.xlsx', mimeType: 'application/octet-stream', buffer });
      await page.selectOption('#upload select[name=service]', 'idcf-cloud');
      await page.click('#submit');
      await page.waitForSelector('#meter');
      const list = await stage.open('/');
      const seen = new Set<number>();
      while (await page.locator('#meter').isVisible()) {
        seen.add(
          Number(
            await page
              .locator('#meter')
              .getAttribute('value')
              .catch(() => 0),
          ),
        );
        await page.waitForTimeout(40);
      }
      expect(seen.size).toBeGreaterThan(3);
      await page.waitForSelector('#desk[data-ready]');
      await list.locator('.chip', { hasText: '確認待ち' }).waitFor();
      expect(stage.faults).toEqual([]);
    } finally {
      await stage.close();
    }
  });
});
