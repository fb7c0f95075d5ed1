import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Locator, Page } from 'playwright-core';
import { renderHtml } from '../../lib/report/render-html';
import { describeInChromium, openPage } from './chromium';
import { HOSTILE_TEXTS } from './hostile-service';
import { reportNamedThroughout } from './named-throughout';
import { fullReport, greenReport } from './sample-report';

const FULL = renderHtml(fullReport());
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const status = (page: Page) => page.locator('#shown').textContent();
const box = (page: Page, name: string, value: string) => page.locator(`input[name=${name}][value=${value}]`);

async function countVisible(locator: Locator): Promise<number> {
  const seen = await Promise.all((await locator.all()).map((one) => one.isVisible()));
  return seen.filter(Boolean).length;
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element.ownerDocument.activeElement === element)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the element cannot be reached with Tab');
}

/** What axe finds, best practices included: the rule and the elements. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run(document).then(({ violations, passes }) => {
    if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe could not judge the colours');
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html));
  })`);
}

/** Elements and attributes as the browser's own parser sees them. */
function parseInBrowser(page: Page, html: string): Promise<string> {
  return page.evaluate((text) => {
    // biome-ignore lint/suspicious/noExplicitAny: this runs in the browser, whose types are not those of the project
    const parsed = new (globalThis as any).DOMParser().parseFromString(text, 'text/html');
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const elements = [...parsed.querySelectorAll('*')].filter((one: any) => !['B', 'WBR'].includes(one.tagName));
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return elements.map((one: any) => [one.tagName, ...one.getAttributeNames()].join(' ')).join('\n');
  }, html);
}

describeInChromium('an HTML report in Chromium', () => {
  describe('accessibility', () => {
    it.each([
      ['light', FULL, 1280],
      ['dark', FULL, 1280],
      ['light', FULL, 360],
      ['dark', renderHtml(greenReport()), 1280],
    ] as const)('axe finds nothing: %s, whether opened or closed (%#)', async (colorScheme, html, width) => {
      const { page, incidents } = await openPage(html, { colorScheme, viewport: { width, height: 800 } });
      expect(await findViolations(page)).toEqual([]);
      for (const open of [true, false]) {
        await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = ${open} })`);
        expect(await findViolations(page)).toEqual([]);
      }
      expect(incidents).toEqual([]);
    });

    it('really has two colour schemes', async () => {
      const ground = async (colorScheme: 'light' | 'dark') => {
        const { page } = await openPage(FULL, { colorScheme });
        return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      };
      expect(await ground('light')).not.toBe(await ground('dark'));
    });

    it('shows where the focus is, on everything that can have it', async () => {
      const { page } = await openPage(FULL);
      const focusable = 'a[href], button, input, select, summary';
      const total = await countVisible(page.locator(focusable));
      const focused: string[] = [];
      for (let presses = 0; presses < total; presses++) {
        await page.keyboard.press('Tab');
        focused.push(
          await page.evaluate<string>(`(() => {
            const element = document.activeElement;
            const { outlineStyle, outlineWidth } = getComputedStyle(element);
            return element.tagName + (outlineStyle === 'none' || outlineWidth === '0px' ? ' without a ring' : '');
          })()`),
        );
      }
      expect(focused.filter((one) => /ring|BODY/.test(one))).toEqual([]);
    });

    it('leads over the filters to the findings', async () => {
      const { page } = await openPage(FULL);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('findings');
    });

    it('has its headings in order', async () => {
      const { page } = await openPage(FULL);
      const levels = await page.evaluate<number[]>(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]))",
      );
      expect(levels[0]).toBe(1);
      levels.forEach((level, index) => {
        expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      });
    });
  });

  describe('filters', () => {
    it('count what they leave to see, by mouse, and keep it in the address', async () => {
      const { page, incidents } = await openPage(FULL);
      expect(await status(page)).toBe('21 differences');
      await box(page, 'cause', 'pending').check();
      await expectStatus(page, 'Showing 2 of 21 differences');
      expect(await countVisible(page.locator('.difference'))).toBe(2);
      expect(await countVisible(page.locator('#findings > article'))).toBe(1);
      expect(await page.locator('#in-sync').isVisible()).toBe(false);
      await box(page, 'cause', 'adopted').check();
      await box(page, 'category', 'capacity').check();
      await expectStatus(page, 'Showing 1 of 21 differences');
      expect(new URL(page.url()).hash).toBe('#cause=pending&cause=adopted&category=capacity');
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await expectStatus(page, '21 differences');
      expect(new URL(page.url()).hash).toBe('');
      expect(incidents).toEqual([]);
    });

    it('work by keyboard alone', async () => {
      const { page } = await openPage(FULL);
      await tabTo(page, page.getByLabel('Stack'));
      await page.keyboard.type('NoT');
      await expectStatus(page, 'Showing 1 of 21 differences');
      await page.keyboard.press('Home');
      await expectStatus(page, '21 differences');
      await tabTo(page, box(page, 'cause', 'conflict'));
      await page.keyboard.press('Space');
      await expectStatus(page, 'Showing 1 of 21 differences');
      await tabTo(page, page.getByRole('button', { name: 'Clear filters' }));
      await page.keyboard.press('Enter');
      await expectStatus(page, '21 differences');
      await tabTo(page, page.getByRole('button', { name: 'Close all' }));
      await page.keyboard.press('Enter');
      expect(await countVisible(page.locator('.difference'))).toBe(0);
      await tabTo(page, page.locator('article summary').first());
      await page.keyboard.press('Enter');
      expect(await countVisible(page.locator('.difference'))).toBeGreaterThan(0);
    });

    it('find services, properties and values by their words', async () => {
      const { page, incidents } = await openPage(FULL);
      await page.getByLabel('Search').fill('HOTFIX loadbalancers');
      await expectStatus(page, 'Showing 1 of 21 differences');
      await page.keyboard.press('Enter');
      await page.getByLabel('Search').fill('gone-3c4d');
      await expectStatus(page, 'Showing 0 of 21 differences');
      expect(await page.locator('#findings > article:visible h3 span').allTextContents()).toEqual(['Gone']);
      expect(incidents).toEqual([]);
    });

    it('come back with the address, and leave what they do not know alone', async () => {
      const { page } = await openPage(FULL, {}, '#stack=Web&cause=conflict&since=bogus&cause=%3Cb%3E&x=1');
      expect(await box(page, 'cause', 'conflict').isChecked()).toBe(true);
      expect(await page.getByLabel('Stack').inputValue()).toBe('Web');
      await expectStatus(page, 'Showing 1 of 21 differences');
      await page.evaluate("location.hash = '#category=tags&stack=Nowhere'");
      await expectStatus(page, 'Showing 10 of 21 differences');
      expect(await page.getByLabel('Stack').inputValue()).toBe('');
      await page.evaluate("location.hash = '#findings'");
      await expectStatus(page, 'Showing 10 of 21 differences');
    });
  });

  describe('remedies', () => {
    const command = '.remedies >> nth=0 >> li >> nth=0 >> code';

    it('are copied', async () => {
      const { page, incidents } = await openPage(FULL);
      await page.evaluate('navigator.clipboard.writeText = async (text) => { globalThis.written = text }');
      const button = page.getByRole('button', { name: /^Copy: Restore/ }).first();
      await button.click();
      expect(await page.evaluate('written')).toBe(await page.locator('.remedies code').first().textContent());
      expect(await page.locator('#copied').textContent()).toBe('Copied');
      expect(incidents).toEqual([]);
    });

    it('are selected where the page may not write to the clipboard', async () => {
      const { page, incidents } = await openPage(FULL);
      await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("denied"))');
      await page.evaluate('document.execCommand = () => false');
      await page
        .getByRole('button', { name: /^Copy: Restore/ })
        .first()
        .click();
      expect(await page.evaluate('String(getSelection())')).toBe(await page.locator(command).textContent());
      expect(await page.locator('#copied').textContent()).toMatch(/^Selected/);
      expect(incidents).toEqual([]);
    });
  });

  it('shows everything where scripts are off', async () => {
    const { page } = await openPage(FULL, { javaScriptEnabled: false });
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await countVisible(page.locator('.difference'))).toBe(21);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.locator('#in-sync summary').first().click();
    expect(await page.locator('.quiet li').first().isVisible()).toBe(true);
  });

  it.each([true, false])('opens everything on paper (scripts: %s)', async (javaScriptEnabled) => {
    const { page } = await openPage(FULL, { javaScriptEnabled });
    const quiet = page.locator('.quiet li').first();
    expect(await quiet.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await quiet.isVisible()).toBe(true);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('.copy:visible').count()).toBe(0);
  });

  it('opens what is closed for the time of printing', async () => {
    const { page } = await openPage(FULL);
    const closed = () => page.locator('details:not([open])').count();
    const before = await closed();
    expect(before).toBeGreaterThan(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await closed()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await closed()).toBe(before);
  });

  it('never scrolls sideways on a narrow screen', async () => {
    for (const html of [FULL, renderHtml(reportNamedThroughout('x'.repeat(400)))]) {
      const { page } = await openPage(html, { viewport: { width: 360, height: 640 } });
      await page.getByRole('button', { name: 'Open all' }).click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }
  });

  it('is parsed into its own elements and attributes only, and nothing in it acts', async () => {
    const { page, incidents } = await openPage(renderHtml(reportNamedThroughout('x')));
    const tame = await parseInBrowser(page, renderHtml(reportNamedThroughout('x')));
    expect(tame.split('\n').length).toBeGreaterThan(100);
    const strings = fc.sample(fc.string({ unit: 'binary', minLength: 1 }), { numRuns: 20, seed: 1 });
    for (const text of [...HOSTILE_TEXTS, ...strings]) {
      expect(await parseInBrowser(page, renderHtml(reportNamedThroughout(text)))).toBe(tame);
    }
    // The full report holds them all; those that are markup are in every other place as well.
    for (const text of HOSTILE_TEXTS.filter((each) => each.includes('<'))) {
      const hostile = await openPage(renderHtml(reportNamedThroughout(text)));
      await hostile.page.locator('.copy').first().click();
      await hostile.page.getByLabel('Search').fill(text);
      await hostile.page.waitForURL(/#q=/);
      expect(hostile.incidents).toEqual([]);
    }
    expect(incidents).toEqual([]);
  });
});

async function expectStatus(page: Page, text: string): Promise<void> {
  await page.locator('#shown', { hasText: new RegExp(`^${text}$`) }).waitFor({ timeout: 5000 });
}
