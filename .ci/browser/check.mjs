// Opens pages in Chromium as people would: on a phone, a tablet and a desktop, in
// light and dark mode, in large print, and on paper. The pages are what petal writes
// now, of every kind that it can write: a report at each level, half answered, of
// several people, private, easy, large; comparisons, a check, a hand-out, a lesson
// and the bank. Nothing uses a network.
// Usage: PETAL=/path/to/petal node check.mjs [FOLDER FOR SCREENSHOTS]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { launch, open, violations } from './open.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const pages = mkdtempSync(path.join(tmpdir(), 'petal-pages-'));
process.on('exit', () => rmSync(pages, { recursive: true, force: true }));
const shots = process.argv[2];
const browser = await launch();

let problems = 0;
let checks = 0;
function problem(where, what) {
  problems++;
  console.error(`${where}: ${what}`);
}
function hold(where, what, holds) {
  checks++;
  if (!holds) problem(where, what);
}

// wide returns every element that extends beyond the right edge of the page.
const wide = () => {
  const width = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')]
    .filter((e) => !e.closest('.unseen, .skip, thead, svg') && e.getBoundingClientRect().right > width + 0.5)
    .map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40)).slice(0, 3);
};

// small returns the text set smaller than a number of pixels, on paper or screen. The
// words in a drawing scale with the drawing.
const small = (least) => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || e.closest('.unseen, .skip, title, desc')) continue;
    let size = parseFloat(getComputedStyle(e).fontSize);
    const svg = e.closest('svg');
    if (svg) size *= svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    if (size < least - 0.5 && e.getBoundingClientRect().width > 0) found.push(`${size.toFixed(1)} ${e.textContent.trim().slice(0, 30)}`);
  }
  return found.slice(0, 3);
};

const address = (file) => pathToFileURL(path.join(pages, file)).href;

// alone opens a page under its own policy and returns it. It requests nothing, does not
// break its own policy, and its style is applied.
async function alone(file) {
  const page = await open(browser);
  const requests = [];
  page.on('request', (r) => requests.push(r.url()));
  page.on('console', (m) => problem(file, `console: ${m.text()}`)); // a broken policy is reported here
  page.on('pageerror', (e) => problem(file, `error: ${e.message}`));
  await page.goto(address(file));
  hold(file, `asks for ${requests.slice(1)}`, requests.length === 1 && requests[0] === address(file));
  hold(file, 'has no style', (await page.evaluate(() => getComputedStyle(document.querySelector('.top')).borderBottomStyle)) === 'solid');
  return page;
}

// views checks a page in each of several ways. axe is a script, which the page's own
// policy rightly refuses, so the policy is off here.
async function views(file, all) {
  const page = await open(browser, { bypassCSP: true });
  await page.goto(address(file));
  for (const { width, scheme = 'light', media = 'screen', least = 0 } of all) {
    const where = `${file}, ${media} ${width} ${scheme}`;
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ media, colorScheme: scheme });
    if (media === 'screen') {
      const scroll = await page.evaluate(() => document.scrollingElement.scrollWidth);
      const out = await page.evaluate(wide);
      hold(where, `is ${scroll} pixels wide, ${out.join('; ')}`, scroll <= width && out.length === 0);
    }
    if (least) {
      const found = await page.evaluate(small, least);
      hold(where, `has text under ${least} pixels: ${found.join('; ')}`, found.length === 0);
    }
    checks++;
    for (const v of await violations(page, scheme === 'dark' ? ['color-contrast'] : undefined)) problem(where, v); // dark changes colours alone
    if (shots) await page.screenshot({ path: path.join(shots, `${file.replace(path.sep, '-')}-${media}-${width}-${scheme}.png`), fullPage: true });
  }
  await page.context().close();
}

// keyboard checks that the first stop is the link past the contents, and that it is
// visible there.
async function keyboard(page, file) {
  await page.setViewportSize({ width: 768, height: 900 });
  await page.keyboard.press('Tab');
  const stop = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { text: document.activeElement.textContent, seen: box.left >= 0 && box.top >= 0 && box.width > 0 };
  });
  hold(`${file}, by keyboard`, `the first stop is ${JSON.stringify(stop)}`, stop.text === 'Skip to the report' && stop.seen);
}

// The sheets that are not A4 portrait, in points, as Chromium writes them.
const sizes = { '-wall': /MediaBox\s*\[\s*0 0 84[12][.\d]* 59[45][.\d]*\s*\]/, '-slide': /MediaBox\s*\[\s*0 0 (?:959|960)[.\d]* (?:539|540)[.\d]*\s*\]/ };
const a4 = /MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12][.\d]*\s*\]/;

// nothingCut checks that nothing on a one-sheet page is cut off in print.
async function nothingCut(page, file) {
  await page.setViewportSize(file.includes('-slide') ? { width: 1280, height: 720 } : { width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print' });
  const [main, room] = await page.evaluate(() => [document.querySelector('main').scrollHeight, document.querySelector('.columns').clientHeight]);
  hold(`${file}, on paper`, `needs ${main} pixels and has ${room}`, main <= room && room > 400);
}

async function paper(page, file, most) {
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(shots && { path: path.join(shots, `${file.replace(path.sep, '-')}.pdf`) }) });
  const text = pdf.toString('latin1');
  const sheets = (text.match(/\/Type\s*\/Page\b/g) || []).length;
  hold(`${file}, on paper`, `has ${sheets} pages, want 1 to ${most}`, sheets >= 1 && sheets <= most);
  const sheet = Object.keys(sizes).find((name) => file.includes(name));
  hold(`${file}, on paper`, `is not of its size but ${text.match(/MediaBox[^\]]*/)}`, (sizes[sheet] ?? a4).test(text));
}

// petal runs a command in the folder of the pages. A check that fails writes a page
// too, and exits with code 1.
function petal(args, { input = '', code = 0 } = {}) {
  let ended = 0;
  let out = '';
  try {
    out = execFileSync(process.env.PETAL, args, { cwd: pages, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (e) {
    if (e.status === null || e.status === undefined) throw e;
    [ended, out] = [e.status, e.stdout];
    if (ended !== code) console.error(e.stderr);
  }
  if (ended !== code) throw new Error(`petal ${args.join(' ')}: exit code ${ended}, want ${code}`);
  return out;
}

const bank = JSON.parse(petal(['bank', 'show', '-f', 'json']));
const levels = ['none', ...bank.levels.map((l) => l.id)];

// answers writes a file in which each question is answered as choose says, or not at
// all. JSON is YAML too.
function answers(name, choose, also = {}) {
  const { words = 'As agreed.', perspective = 'staff', round = 'during', ...rest } = also;
  const given = {};
  for (const section of bank.sections) {
    for (const q of section.questions) {
      if (q['asked-of']?.length && !q['asked-of'].includes(perspective)) continue;
      const option = choose(q);
      if (option) given[q.id] = { choose: option, note: words, evidence: words };
    }
  }
  writeFileSync(path.join(pages, `${name}.petal.yaml`), JSON.stringify({
    petal: 1, bank: { id: bank.id, version: bank.version }, project: { name: 'Letters home', team: 'Ward 7' },
    round, date: '2026-11-20', depth: 'full', respondent: { perspective, people: 6, name: 'Amira' },
    claim: 'co-design', aim: 'co-produce', limit: 'none', answers: given,
    actions: [{ said: words, will: words, who: 'Amira', by: '2027-01-31', done: false }], ...rest,
  }, null, 1));
  return `${name}.petal.yaml`;
}

// upTo returns the answer that goes furthest without going beyond a level.
const upTo = (most) => (q) => {
  if (q.kind !== 'placement') return q.options[Math.min(levels.indexOf(most), q.options.length - 1)].id;
  const allowed = q.options.filter((o) => levels.indexOf(o.level) <= levels.indexOf(most));
  return allowed.length ? allowed[allowed.length - 1].id : q.options[0].id;
};

const words = `</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)> & "quoted" 'once' ${'long'.repeat(60)}`;
const story = path.join(here, '../../assess/testdata/story');
const of = (start) => readdirSync(story).filter((name) => name.startsWith(start)).sort().map((name) => path.join(story, name));

// write makes one page. Its name says whether it is in large print.
const write = (name, args, as) => petal([...args, '-o', `${name}.html`], as);
const variants = { '': [], '-easy': ['--easy'], '-large': ['--large-print'], '-private': ['--private'], '-ladder': ['--view', 'ladder'] };
for (const [variant, flags] of Object.entries(variants)) {
  write(`example${variant}`, ['report', '--example', ...flags]);
  write(`several${variant}`, ['report', ...of('during-'), ...flags]);
}
write('example-easy-large', ['report', '--example', '--easy', '--large-print']);
const placed = new Set();
for (const level of levels) {
  const file = answers(`at-${level}`, upTo(level));
  placed.add(JSON.parse(petal(['report', file, '-f', 'json'])).placement.level);
  write(`at-${level}`, ['report', file]);
  write(`at-${level}-easy`, ['report', file, '--easy']);
}
hold('the reports', `are at ${[...placed]}, want ${levels}`, levels.every((l) => placed.has(l)));
let n = 0;
write('half', ['report', answers('half', (q) => (n++ % 2 ? upTo('engage')(q) : undefined))]);
write('unknown', ['report', answers('unknown', () => 'unknown')]);
write('unanswered', ['report', answers('unanswered', () => undefined)]);
const hostile = answers('hostile', upTo('engage'), { words, project: { name: words, team: words } });
write('hostile', ['report', hostile]);
const earlier = answers('earlier', upTo('consult'), { words, round: 'before', project: { name: words, team: words } });
for (const [variant, flags] of [['', []], ['-large', ['--large-print']]]) {
  write(`rounds${variant}`, ['compare', ...of(''), ...flags]);
  write(`sides${variant}`, ['compare', ...of('during-'), '--by', 'perspective', ...flags]);
  write(`check${variant}`, ['check', 'at-co-produce.petal.yaml', '--at-least', 'engage', ...flags]);
  write(`check-fails${variant}`, ['check', 'at-consult.petal.yaml', '--at-least', 'aim', '--principles', '50', '--perspectives', 'carer', ...flags], { code: 1 });
  write(`portfolio${variant}`, ['portfolio', '.', '--by', 'team', '--all-rounds', ...flags]);
  write(`hand-out${variant}`, ['learn', '--print', '--seed', '7', ...flags]);
  petal(['learn', '--pack', '--seed', '7', ...flags, '-o', `pack${variant}`]);
}
write('portfolio-private', ['portfolio', '.', '--private']);
write('bank', ['bank', 'show']);
write('rounds-hostile', ['compare', earlier, hostile]);
petal(['learn', '--room', '--people', '8', '--seed', '7', '--count', '2', '--group-name', 'Ward 7', '--save', 'lesson.yaml'],
  { input: '0 2 5 1\n\n0 8\n\n1 2 3 ?2\n\n3 5\n\n' });
write('lesson', ['learn', '--results', 'lesson.yaml']);

// One-sheet pages of what is hardest to fit.
const shout = (count) => 'W'.repeat(count);
const thirty = (said, who) => Array.from({ length: 30 }, (_, i) => ({ said, will: `${i} ${said}`, who, by: `2027-0${1 + (i % 9)}-28`, done: i % 7 === 0 }));
const sheets = {
  example: ['--example'],
  'long-names': [answers('long-names', upTo('inform'), { project: { name: 'Letters home '.repeat(150), team: 'Ward 7, Millbrook '.repeat(100) }, actions: thirty('Nobody told us what came of it. '.repeat(20).trim(), 'Amira Bello '.repeat(9).trim()) })],
  shouted: [answers('shouted', upTo('inform'), { round: 'W'.repeat(30), project: { name: shout(1900), team: shout(1900) }, actions: thirty(shout(600), shout(300)) })],
  chinese: [answers('chinese', upTo('engage'), { project: { name: '退院の手紙'.repeat(300), team: '病棟'.repeat(300) }, actions: thirty('誰も説明しない言葉'.repeat(40), '関係者'.repeat(30)) })],
  thirty: [answers('thirty', upTo('consult'), { actions: thirty('Nobody rings us', 'Tom') })],
  'no-level': ['unanswered.petal.yaml'],
  unknown: ['unknown.petal.yaml'],
  top: ['at-co-produce.petal.yaml'],
  hostile: ['hostile.petal.yaml'],
  several: of('during-'),
  five: ['lived-experience', 'carer', 'staff', 'partner', 'mixed'].map((perspective, i) => answers(`five-${i}`, upTo(levels[1 + i]), { perspective, round: 'before', actions: thirty('Nobody told us, and nobody asked', 'Ann') })),
};
const oneSheet = [];
for (const [name, args] of Object.entries(sheets)) {
  for (const [kind, flag] of [['page', '--one-page'], ['slide', '--slide']]) {
    for (const [copy, flags] of [['', []], ['-private', ['--private']]]) {
      write(`sheet-${name}${copy}-${kind}`, ['report', ...args, flag, ...flags]);
      oneSheet.push(`sheet-${name}${copy}-${kind}.html`);
    }
  }
}
write('plan-wall', ['actions', ...of(''), 'thirty.petal.yaml', 'hostile.petal.yaml', '--date', '2027-02-01']);
write('plan-wall-large', ['actions', ...of(''), '--date', '2026-11-21', '--large-print']);

if (shots) mkdirSync(shots, { recursive: true });
const files = readdirSync(pages, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
hold('petal', `wrote ${files.length} pages`, files.length >= 30);
async function whole(file) {
  const page = await alone(file);
  const large = file.includes('-large');
  const one = oneSheet.includes(file) || /4-sign-up|5-feedback/.test(file); // the last two are filled in by hand
  await paper(page, file, large ? 60 : one ? 1 : file.startsWith('hostile') ? 30 : 20); // very long words take room
  if (!oneSheet.includes(file) || /-(example|no-level)-/.test(file)) { // the other sheets look the same
    await keyboard(page, file);
    const all = [{ width: 680, media: 'print', least: large ? 24 : 0 }, { width: 768, scheme: 'dark' }];
    for (const width of [320, 768, 1280]) all.push({ width, least: large && width >= 768 ? 24 : 0 }); // 320 is also 1280 at 400%
    await views(file, all);
  }
  if (oneSheet.includes(file)) await nothingCut(page, file);
  await page.context().close();
}

// Two pages at a time, since a page sometimes waits for the browser.
const waiting = [...files];
await Promise.all([1, 2].map(async () => {
  for (let file = waiting.shift(); file; file = waiting.shift()) await whole(file);
}));
await browser.close();

if (problems) {
  console.error(`${problems} problems on ${files.length} pages`);
  process.exit(1);
}
console.log(`${files.length} pages hold: ${checks} checks`);
