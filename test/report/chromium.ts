import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

let browser: Browser | undefined;
let directory = '';

/** A page as a person opens it, with everything that it did behind their back. */
export interface OpenPage {
  readonly page: Page;
  readonly url: string;
  /** Requests beyond the file, console messages, errors, dialogs and popups; empty where all is well. */
  readonly incidents: readonly string[];
}

/** Tests in a real browser; without one they are skipped, but never in CI. */
export function describeInChromium(name: string, tests: () => void): void {
  const isThere = existsSync(EXECUTABLE);
  const isCi = (process.env.CI ?? '') !== '' && process.env.CI !== 'false';
  const title = isThere || isCi ? name : `${name} (skipped: there is no ${EXECUTABLE}; set CHROMIUM_PATH)`;
  (isThere || isCi ? describe : describe.skip)(title, () => {
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'ecs-drift-html-'));
      const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      browser = await chromium.launch({ executablePath: EXECUTABLE, args });
    });
    afterEach(async () => {
      for (const context of browser?.contexts() ?? []) await context.close();
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(directory, { recursive: true, force: true });
    });
    tests();
  });
}

/** Opens a page from a file, in a window of its own, at a fragment of its address. */
export async function openPage(html: string, options: BrowserContextOptions = {}, fragment = ''): Promise<OpenPage> {
  if (browser === undefined) throw new Error('openPage belongs into a test of describeInChromium');
  const file = join(directory, 'report.html');
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  const page = await (await browser.newContext(options)).newPage();
  const incidents: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url + fragment) incidents.push(`request: ${request.url()}`);
  });
  page.on('console', (message) => incidents.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
  page.on('popup', (popup) => incidents.push(`popup: ${popup.url()}`));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  await page.goto(url + fragment);
  return { page, url, incidents };
}
