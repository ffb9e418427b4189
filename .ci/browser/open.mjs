// Chromium as the checks here use it, without any network traffic of its own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

// patience is how long a page may take over anything, in milliseconds: far longer than
// it needs, since a busy machine may stop the browser for a while.
export const patience = 120_000;

// open opens an empty page in a context of its own, without a network.
export async function open(browser, options = {}) {
  const context = await browser.newContext({ offline: true, ...options });
  context.setDefaultTimeout(patience);
  return context.newPage();
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// until waits until something is so in a page. It asks again and again instead of with
// each picture the browser paints: a busy browser may paint none for a long time.
export const until = (page, so, given) => page.waitForFunction(so, given, { polling: 20 });

// Whatever axe calls a rule of WCAG 2.2, levels A and AA, or good practice.
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// violations says what axe finds wrong with a page, by all standards or by a few rules.
export async function violations(page, rules = standards) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations: found } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
  return found.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target).join(' | ')}`);
}
