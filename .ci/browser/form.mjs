// Answers the web form as people do: by keyboard, by touch on a small phone, with
// text at twice its size, without scripts and without storage. Also prints the paper
// form.
// Usage: node form.mjs PETAL [FOLDER FOR SCREENSHOTS]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, open as openPage, until, violations } from './open.mjs';

const petal = path.resolve(process.argv[2]);
const shots = process.argv[3];
if (shots) mkdirSync(shots, { recursive: true });
const dir = mkdtempSync(path.join(tmpdir(), 'petal-form-'));
const run = (...args) => execFileSync(petal, args, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });

let problems = 0;
let checks = 0;
function hold(where, what, holds) {
  checks++;
  if (holds) return;
  problems++;
  console.error(`${where}: ${what}`);
}

const known = ['--project', 'Discharge letters', '--round', 'before', '--perspective', 'carer', '--depth', 'short', '--return-to', 'ward7@example.org'];
run('form', '-o', 'any.html');
run('form', ...known, '-o', 'carer.html');
for (const file of ['any.html', 'carer.html']) hold(file, `is ${statSync(path.join(dir, file)).size} bytes`, statSync(path.join(dir, file)).size <= 250 * 1000);
const bank = JSON.parse(run('bank', 'show', '-f', 'json'));
const all = bank.sections.flatMap((s) => s.questions);

const browser = await launch();
const address = (file) => pathToFileURL(path.join(dir, file)).href;

// open opens a form and checks that it requests nothing but itself, does not break
// its own policy and has no errors.
async function open(where, file, options = {}, before) {
  const page = await openPage(browser, { acceptDownloads: true, ...options });
  page.on('request', (r) => { if (r.url().split('#')[0] !== address(file) && !r.url().startsWith('blob:')) hold(where, `asks for ${r.url()}`, false); });
  page.on('console', (m) => hold(where, `console: ${m.text()}`, false));
  page.on('pageerror', (e) => hold(where, `error: ${e.message}`, false));
  page.on('dialog', (d) => { hold(where, `dialog: ${d.message()}`, false); d.dismiss(); });
  if (before) await page.addInitScript(before);
  await page.goto(address(file));
  return page;
}
const at = (page) => page.evaluate(() => { const p = document.querySelector('.page.now'); return p && p.dataset.page; });
const moved = (page, from) => until(page, (f) => location.hash !== f, from);

// turn presses a button that leads to another page, and waits for that.
async function turn(page, button) {
  const from = await page.evaluate(() => location.hash);
  await page.click(button);
  await moved(page, from);
  await until(page, () => document.activeElement.tagName === 'H1');
}

// again loads a page again. On a busy machine Chromium now and then forgets what a
// private window kept; it is put back once then. A page that forgets does so each time.
async function again(page) {
  const kept = await page.evaluate(() => ({ ...localStorage }));
  await page.reload();
  if (Object.keys(kept).length === 0 || (await page.evaluate(() => localStorage.length)) > 0) return;
  console.error('Chromium kept nothing; what was kept is put back');
  await page.evaluate((all) => { for (const each of Object.entries(all)) localStorage.setItem(...each); }, kept);
  await page.reload();
}

// walk goes through the whole form with step, which answers one page, and checks each
// kind of page on the way.
async function walk(page, step, look = async () => {}) {
  const kinds = new Set();
  for (let n = 0; n < 80; n++) {
    const kind = await at(page);
    if (!kinds.has(kind)) await look(kind);
    kinds.add(kind);
    if (kind === 'send') return kinds;
    const hash = await page.evaluate(() => location.hash);
    await step(kind, n);
    await moved(page, hash);
    await until(page, () => document.activeElement.tagName === 'H1');
  }
  throw new Error('the form has no end');
}

const unseen = [...bank.levels.map((l) => l.name), ...all.flatMap((q) => [q.id, ...q.options.map((o) => o.id)]).filter((id) => id.includes('-'))];
async function looks(where, page, kind, widths = [320, 640, 1280]) {
  for (const width of widths) { // 640 is 1280 at 200%, 320 at 400%
    await page.setViewportSize({ width, height: 700 });
    const scroll = await page.evaluate(() => document.scrollingElement.scrollWidth);
    hold(where, `${kind} is ${scroll} wide at ${width}`, scroll <= width);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      if (width === (scheme === 'dark' ? 320 : 1280) || widths.length === 1) for (const v of await violations(page)) hold(where, `${kind} ${width} ${scheme}: ${v}`, false);
      if (shots && width !== 640) await page.screenshot({ path: path.join(shots, `${where.replace(/\W+/g, '-')}-${kind}-${width}-${scheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const small = await page.evaluate(() => [...document.querySelectorAll('.now button, .now .choice label, .now .choice input, header button')]
    .filter((e) => e.getClientRects().length && (e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < (e.tagName === 'INPUT' ? 30 : 44)) && e.tagName !== 'INPUT').map((e) => e.textContent.slice(0, 20)));
  hold(where, `${kind}: too small to touch: ${small}`, small.length === 0);
  if (!['result', 'send'].includes(kind)) {
    const text = await page.evaluate(() => document.body.innerText);
    const told = unseen.filter((word) => new RegExp(`(^|[^\\w-])${word}([^\\w-]|$)`).test(text));
    hold(where, `${kind} tells ${told}`, told.length === 0);
  }
}

// By keyboard only, with everything asked; each kind of page is checked.
{
  const where = 'by keyboard';
  const page = await open(where, 'any.html', { bypassCSP: true });
  const focused = () => page.evaluate(() => ({ tag: document.activeElement.tagName, type: document.activeElement.type, id: document.activeElement.id, main: document.activeElement.classList.contains('main') }));
  const tabTo = async (is) => {
    for (let n = 0; n < 90; n++) { // the check has a way back to each answer
      await page.keyboard.press('Tab');
      const f = await focused();
      if (is(f)) return;
    }
    throw new Error('the keyboard does not reach it');
  };
  let asked = 0;
  const kinds = await walk(page, async (kind) => {
    if (kind === 'project') {
      await tabTo((f) => f.id === 'project');
      await page.keyboard.type('Ward letters');
    } else if (!['start', 'people', 'check', 'result'].includes(kind)) {
      await tabTo((f) => f.type === 'radio');
      await page.keyboard.press('Space');
      if (kind === 'question') asked++;
      for (let n = 0; n < (kind === 'perspective' ? 2 : asked % 3); n++) await page.keyboard.press('ArrowDown');
    }
    await tabTo((f) => f.main);
    await page.keyboard.press('Enter');
  }, (kind) => looks(where, page, kind));
  hold(where, `pages: ${[...kinds]}`, [...kinds].join(' ') === 'start project perspective people round depth claim aim limit question check result send');
  hold(where, `asked ${asked}`, asked === all.filter((q) => q.short && !q['asked-of']).length);
  await tabTo((f) => f.id === 'save');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  hold(where, `saves ${download.suggestedFilename()}`, /^ward-letters-staff-[a-z2-9]{4}\.petal\.yaml$/.test(download.suggestedFilename()));
  await download.saveAs(path.join(dir, 'saved.petal.yaml'));
  const report = JSON.parse(run('report', '-f', 'json', 'saved.petal.yaml'));
  hold(where, 'the file is another project’s', report.project.name === 'Ward letters' && report.perspectives[0].perspective === 'staff' && report.answers.every((a) => a.choose));
  hold(where, 'the file does not hold what the box does', (await page.inputValue('#text')).endsWith(readFileSync(path.join(dir, 'saved.petal.yaml'), 'utf8')));
  // The page has the same sentence as the report.
  await page.goto(address('any.html') + '#result');
  const standing = await page.textContent('#standing');
  hold(where, `the page says ${standing}`, run('report', '-f', 'text', 'saved.petal.yaml').replace(/\s+/g, ' ').includes(standing));
  const held = (await page.textContent('#held')).replace(/[“”]/g, '"');
  hold(where, `the page says ${held}`, run('report', '-f', 'text', 'saved.petal.yaml').replace(/\s+/g, ' ').includes(held));
  // Going back, in the browser and on the page.
  await page.goto(address('any.html') + '#question-5');
  await page.click('#back a');
  await until(page, () => location.hash === '#question-4');
  await page.goBack();
  await until(page, () => location.hash === '#question-5');
  // Changing one answer leads back to the check.
  await page.goto(address('any.html') + '#check');
  await page.locator('#answers a').last().click();
  await until(page, () => document.querySelector('.now').dataset.page === 'question');
  await page.locator('.now input[type=radio]').last().check();
  await page.locator('.now .main').click();
  await until(page, () => location.hash === '#check');
  // The link past the header stays on the page.
  await page.focus('.skip');
  await page.keyboard.press('Enter');
  hold(where, 'the skip link leaves the page', (await page.evaluate(() => location.hash + document.activeElement.tagName)) === '#checkH1');
  // Clearing.
  await page.click('footer a');
  await until(page, () => document.querySelector('.now').dataset.page === 'clear');
  for (const v of await violations(page)) hold(where, `clear: ${v}`, false);
  await page.click('.now .main');
  await until(page, () => document.querySelector('.now').dataset.page === 'start');
  hold(where, 'something is kept after clearing', (await page.evaluate(() => localStorage.length)) === 0);
  await page.reload();
  hold(where, 'answers come back after clearing', await page.isHidden('#found'));
  await page.context().close();
}

// By touch on a small phone, in easy words and large text, with a reload half-way.
{
  const where = 'by touch';
  const page = await open(where, 'carer.html', { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, bypassCSP: true });
  await page.tap('#easy');
  await page.tap('#large');
  let asked = 0;
  await walk(page, async (kind) => {
    if (['claim', 'question'].includes(kind)) await page.locator('.now .choice label').nth(asked % 4 && 1).tap();
    if (kind === 'question' && ++asked === 4) {
      await page.tap('.now summary');
      await page.fill('#write-note', 'In my own words 🌸');
      await again(page);
      hold(where, 'a reload loses the page', (await at(page)) === 'question' && (await page.evaluate(() => location.hash)) === '#question-4');
      hold(where, 'a reload loses the note', (await page.inputValue('#write-note')) === 'In my own words 🌸');
      hold(where, 'a reload loses the answer', (await page.locator('.now input:checked').count()) === 1);
      hold(where, 'a reload loses the easy words', await page.evaluate(() => document.documentElement.className.includes('in-easy in-large')));
    }
    if (kind === 'question') {
      const easy = await page.locator('.now h1').innerText();
      hold(where, `asks ${easy}`, all.some((q) => (q.easy.before || q.easy) === easy));
    }
    await page.locator('.now .main').tap();
  }, (kind) => looks(where, page, kind, [320]));
  const text = await page.inputValue('#text');
  hold(where, 'the note is not in the text', text.includes('In my own words 🌸'));
  writeFileSync(path.join(dir, 'pasted.petal.yaml'), text);
  const report = JSON.parse(run('report', '-f', 'json', 'pasted.petal.yaml'));
  hold(where, 'the text is no answers file', report.answers.length === all.filter((q) => q.short && (!q['asked-of'] || q['asked-of'].includes('carer'))).length);
  await page.context().close();
}

// What is left out is shown, and skipping does not count as answering.
{
  const where = 'errors';
  const page = await open(where, 'carer.html', { bypassCSP: true });
  await turn(page, '#start');
  await page.fill('#people', '0');
  await page.click('.now .main');
  hold(where, 'no error summary', (await page.evaluate(() => document.activeElement.className)) === 'problem' && (await page.title()).startsWith('Error:'));
  for (const v of await violations(page)) hold(where, v, false);
  await page.click('.problem a');
  hold(where, 'the error does not lead to its field', (await page.evaluate(() => document.activeElement.id)) === 'people');
  await page.fill('#people', '3');
  await turn(page, '.now .main');
  await turn(page, '.now .pass');
  await page.click('.now .main');
  hold(where, 'a question can be passed without an answer', (await page.locator('.problem').count()) === 1);
  for (const v of await violations(page)) hold(where, v, false);
  await page.locator('.now input').first().check();
  await page.click('.now .pass');
  hold(where, 'an answer cannot be taken back', (await page.locator('.now input:checked').count()) === 0);
  await page.goto(address('carer.html') + '#check');
  await page.click('.now .main');
  hold(where, 'a form without an answer has a result', (await at(page)) === 'check');
  await page.context().close();
}

// Without scripts, every question can be read.
{
  const where = 'no script';
  const page = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 768, height: 900 } });
  await page.goto(address('carer.html'));
  let seen = 0;
  for (const h1 of await page.locator('[data-page="question"] h1').all()) if (await h1.isVisible()) seen++;
  const want = all.filter((q) => q.short && (!q['asked-of'] || q['asked-of'].includes('carer'))).length;
  hold(where, `${seen} questions can be read, want ${want}`, seen === want);
  hold(where, 'does not say what to do', await page.locator('.no-script').isVisible());
  hold(where, 'shows buttons that do nothing', (await page.locator('button:visible').count()) === 0);
  if (shots) await page.screenshot({ path: path.join(shots, 'no-script.png'), fullPage: true });
  await page.context().close();
}

// Storage that is forbidden, and storage that is full.
{
  const page = await open('storage forbidden', 'carer.html', {}, () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
  hold('storage forbidden', 'is not told before the first question', (await page.innerText('#storage')).includes('does not let the form keep'));
  await turn(page, '#start');
  await turn(page, '.now .main');
  await turn(page, '.now .pass');
  await page.locator('.now input').first().check();
  await turn(page, '.now .main');
  hold('storage forbidden', 'cannot be answered', (await page.evaluate(() => location.hash)) === '#question-2');
  await page.context().close();
  const full = await open('storage full', 'carer.html', {}, () => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function setItem(key, value) { if (value.length > 150) throw new DOMException('full', 'QuotaExceededError'); set.call(this, key, value); };
  });
  await turn(full, '#start');
  await turn(full, '.now .main');
  await turn(full, '.now .pass');
  await full.locator('.now input').first().check();
  await turn(full, '.now .main');
  await full.locator('.now input').first().check();
  hold('storage full', 'is not told', (await full.innerText('#storage')).includes('could not be kept'));
  await full.context().close();
}

// Reading aloud, only with voices on this device.
{
  const page = await open('read aloud', 'carer.html', {}, () => {
    window.spoken = [];
    const synth = { getVoices: () => [{ lang: 'en-GB', localService: false, name: 'far' }, { lang: 'en-GB', localService: true, name: 'near' }], cancel() {}, speak(u) { window.spoken.push([u.voice.name, u.text]); }, addEventListener() {} };
    Object.defineProperty(window, 'speechSynthesis', { get: () => synth });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  });
  await page.click('#aloud');
  const spoken = await page.evaluate(() => window.spoken);
  hold('read aloud', `speaks ${JSON.stringify(spoken.slice(0, 2))}`, spoken.length > 4 && spoken[0][1] === 'Before you start' && spoken.every(([who]) => who === 'near'));
  await page.context().close();
  const none = await open('read aloud', 'carer.html', {}, () => Object.defineProperty(window, 'speechSynthesis', { get: () => ({ getVoices: () => [{ lang: 'en-GB', localService: false }], cancel() {}, addEventListener() {} }) }));
  hold('read aloud', 'is offered with no voice on this device', await none.isHidden('#aloud'));
  await none.context().close();
}

// Words that some programs might act on.
for (const words of ['</script><script>alert(1)</script><img src=x onerror=alert(2)>', '"><svg onload=alert(1)> \' onfocus=alert(1) autofocus=', '{project}{{.}}${1}javascript:alert(1)', '-->]]><!--', 'مرحبا שלום']) {
  writeFileSync(path.join(dir, 'intro.txt'), words + '\n\nSecond');
  writeFileSync(path.join(dir, 'hostile.yaml'), run('bank', 'new', '-o', '-').replaceAll(/^( *(?:- )?(?:title|text|easy|why|name|is): ).*$/gm, (_, key) => key + JSON.stringify(words)));
  run('form', '--bank', 'hostile.yaml', '--project', words, '--team', words, '--return-to', words, '--intro', 'intro.txt', '--perspective', 'staff', '--round', 'during', '--depth', 'short', '-o', 'hostile.html');
  const page = await open(`hostile ${words}`, 'hostile.html');
  await walk(page, async (kind) => {
    if (['claim', 'aim', 'limit', 'question'].includes(kind)) await page.locator('.now input[type=radio]').nth(1).check();
    await page.locator('.now .main').click();
  });
  const live = await page.evaluate(() => document.querySelectorAll('img, iframe, object, script[src], [onload], [onerror], [onfocus], [autofocus], a[href^="javascript"]').length + document.scripts.length - 2);
  hold(`hostile ${words}`, `${live} things are live`, live === 0);
  hold(`hostile ${words}`, 'the project has another name', (await page.textContent('#about')).includes(words));
  writeFileSync(path.join(dir, 'hostile.petal.yaml'), await page.inputValue('#text'));
  hold(`hostile ${words}`, 'the file says something else', JSON.parse(run('report', '--bank', 'hostile.yaml', '-f', 'json', 'hostile.petal.yaml')).project.name === words);
  await page.context().close();
}

// In Welsh, and in a script that runs from right to left.
{
  const where = 'in Welsh';
  const welsh = readFileSync(new URL('../../reports/form/testdata/welsh.yaml', import.meta.url), 'utf8');
  writeFileSync(path.join(dir, 'welsh.yaml'), welsh);
  writeFileSync(path.join(dir, 'rtl.yaml'), welsh.replace('language: cy', 'language: ar\ndir: rtl').replaceAll(/^( *(?:- )?(?:title|ask|why): ).*$/gm, (_, key) => key + 'ما الذي يمكن للناس تغييره'));
  const english = JSON.parse(await (async () => { const p = await open(where, 'any.html'); const t = await p.textContent('#data'); await p.context().close(); return t; })()).words;
  for (const [bank, side] of [['welsh.yaml', 'ltr'], ['rtl.yaml', 'rtl']]) {
    run('form', '--bank', bank, '-o', 'other.html');
    const page = await open(`${where}, ${side}`, 'other.html', { viewport: { width: 320, height: 640 }, bypassCSP: true });
    const said = new Set();
    let asked = 0;
    await walk(page, async (kind) => {
      if (kind === 'project') await page.fill('#project', 'Llythyrau');
      else if (!['start', 'people', 'check', 'result'].includes(kind)) await page.locator('.now input[type=radio]').nth(kind === 'perspective' ? 2 : asked++ % 2).check();
      (await page.innerText('body')).split('\n').forEach((l) => said.add(l.trim()));
      await page.locator('.now .main').click();
    }, async (kind) => {
      const scroll = await page.evaluate(() => document.scrollingElement.scrollWidth);
      hold(`${where}, ${side}`, `${kind} is ${scroll} wide`, scroll <= 320);
      if (['question', 'result'].includes(kind)) for (const v of await violations(page)) hold(`${where}, ${side}`, `${kind}: ${v}`, false);
      if (shots) await page.screenshot({ path: path.join(shots, `${side}-${kind}.png`), fullPage: true });
      if (kind !== 'question') return;
      const [box, label] = await page.evaluate(() => ['input', 'label'].map((e) => { const b = document.querySelector('.now .choice ' + e).getBoundingClientRect(); return b.left + b.width / 2; }));
      hold(`${where}, ${side}`, `a box is at ${box} and its words at ${label}`, side === 'rtl' ? box > label : box < label);
    });
    (await page.innerText('body')).split('\n').forEach((l) => said.add(l.trim()));
    const left = Object.values(english).filter((w) => w.length > 3 && said.has(w));
    hold(`${where}, ${side}`, `says in English: ${left}`, left.length === 0);
    hold(`${where}, ${side}`, `says only ${said.size} lines`, said.size > 60 && said.has('Diolch am eich atebion.'));
    await page.context().close();
  }
}

// On paper: the pages, and no question split by a page break.
for (const [flags, most] of [[[], 4], [['--easy'], 4], [['--large-print'], 8], [['--large-print', '--easy'], 8], [['--perspective', 'carer', '--round', 'after', '--large-print'], 8]]) {
  const where = `paper ${flags.join(' ')}`;
  run('form', '-f', 'paper', '--depth', 'short', '--project', 'Hospital discharge letters', '--return-to', 'Amira at Ward 7', ...flags, '-o', 'paper.html');
  const page = await open(where, 'paper.html', { bypassCSP: true });
  for (const v of await violations(page)) hold(where, v, false);
  const asked = await page.evaluate(() => [...document.querySelectorAll('section .ask')].map((e) => [e.querySelector('h3').textContent, e.querySelector('li:last-child').textContent, e.querySelectorAll('li').length]));
  const pdf = path.join(dir, 'paper.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  if (shots) await page.pdf({ path: path.join(shots, `${where.replace(/\W+/g, '-')}.pdf`), preferCSSPageSize: true });
  const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  hold(where, `has ${pages.length} pages, want at most ${most}`, pages.length <= most);
  hold(where, 'is not A4', /Page size:\s+59[45][.\d]* x 84[12]/.test(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })));
  const words = (s) => s.replace(/\s+/g, ' ').trim();
  for (const [ask, , options] of asked) {
    const n = words(ask).match(/^\d+/)[0];
    const start = pages.findIndex((p) => new RegExp(`^ *${n} +[A-Z]`, 'm').test(p) && words(p).includes(words(ask).slice(n.length, n.length + 20).trim()));
    const text = start < 0 ? '' : words(pages[start].slice(pages[start].search(new RegExp(`^ *${n} +${words(ask).slice(n.length).trim().slice(0, 8)}`, 'm'))));
    hold(where, `question ${n} is parted`, start >= 0 && text.includes('? ') && options > 2);
  }
  if (flags.includes('--large-print')) {
    const small = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((e) => e.childNodes.length && [...e.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim()) && parseFloat(getComputedStyle(e).fontSize) < 23.9).map((e) => e.tagName));
    hold(where, `has text under 18 points: ${small}`, small.length === 0);
  }
  await page.context().close();
}

// As text, and through a braille translator: English, grade 2.
for (const args of [['form', '-f', 'text'], ['form', '-f', 'text', '--easy', '--depth', 'short'], ['report', '--example', '-f', 'text'], ['report', '--example', '--easy', '-f', 'text']]) {
  const text = run(...args);
  const long = text.split('\n').filter((l) => l.length > 72);
  hold(args.join(' '), `has long lines: ${long.slice(0, 2)}`, long.length === 0);
  hold(args.join(' '), `has ${text.match(/[^\x20-\x7e\n]/g)}`, /^[\x20-\x7e\n]*$/.test(text));
  const braille = execFileSync('lou_translate', ['--forward', 'unicode.dis,en-ueb-g2.ctb'], { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  const undefinedCharacters = braille.match(/\\x[0-9a-f]{4}|[^\u2800-\u28ff\s]/gi);
  hold(args.join(' '), `braille does not know ${undefinedCharacters && undefinedCharacters.slice(0, 5)}`, !undefinedCharacters && braille.length > 1000);
}

await browser.close();
rmSync(dir, { recursive: true });
if (problems) {
  console.error(`${problems} problems`);
  process.exit(1);
}
console.log(`the forms hold: ${checks} checks`);
