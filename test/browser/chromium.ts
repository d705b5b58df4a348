import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Tasks } from '../../server/jobs/tasks.ts';
import { startApplication, type TestApplication } from '../server/support/application.ts';

/** Where Chromium lies; another place is named by CHROMIUM_PATH. */
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Browser tests are skipped, and say so, where there is no Chromium. */
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) console.warn(`skipped: there is no Chromium at ${CHROMIUM} (name another with CHROMIUM_PATH)`);

/** An application on a port, with a browser before it. */
export interface Stage {
  readonly kotae: TestApplication;
  readonly address: string;
  /** Opens a page in a window of its own; faults of the page's scripts and requests to other hosts are collected. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** What went wrong in any page so far. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** Sets one; the tasks are the scripted ones unless others are given. */
export async function setStage(tasks?: Tasks): Promise<Stage> {
  const kotae = await startApplication(tasks);
  const server: Server = createServer(kotae.app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    kotae,
    address,
    faults,
    async open(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'ja-JP', ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', error => faults.push(error.message));
      page.on('console', message => {
        // A refused step (409) is part of the story; the browser logs it as an error of the network.
        if (message.type() === 'error' && !message.text().includes('409')) faults.push(message.text());
      });
      page.on('request', request => {
        if (!request.url().startsWith(address)) faults.push(`a request to ${request.url()}`);
      });
      await page.goto(address + path);
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await kotae.close();
    },
  };
}
