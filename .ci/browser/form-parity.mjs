// Compares what the web form works out with what petal works out. Random answers go
// through a real page, and the file it would save goes through petal report. Level,
// range, what keeps the level down and every score must be the same.
// Usage: node form-parity.mjs PETAL [SETS FOR EACH FORM]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, open, patience } from './open.mjs';

const petal = path.resolve(process.argv[2]);
const each = Number(process.argv[3] || 36);
const dir = mkdtempSync(path.join(tmpdir(), 'petal-form-'));
const run = (...args) => execFileSync(petal, args, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

// Random numbers that are the same every time.
let seed = 20261120;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (all) => all[Math.floor(random() * all.length)];

const NOTES = ['', '', '', 'Agreed in March.', 'Two\nlines, "quoted" and \\ slashed', '🌸 👩🏽‍🦽 مرحبا \u202eturned\u0007 \u2028 round', '- a: {b} # c', '</script><b>x', '  spaced \t out  ', 'half \ud83c one'];

// answers returns a random set of answers. They cluster round a level, or few would
// reach the upper ones. Some are unknown, some do not apply and some are left out.
function answers(bank, who, depth) {
  const lean = random() * 1.3 - 0.15;
  const gone = pick([0, 0, 0.05, 0.15, 0.5]);
  const given = {};
  for (const q of bank.sections.flatMap((s) => s.questions)) {
    if (q['asked-of'] && !q['asked-of'].includes(who) || depth === 'short' && !q.short) continue;
    if (random() < gone) continue;
    let choose;
    if (random() < gone / 2) choose = 'unknown';
    else if (q['may-not-apply'] && random() < 0.2) choose = 'not-applicable';
    else {
      const last = q.options.length - 1;
      choose = q.options[Math.max(0, Math.min(last, Math.round((lean + (random() - 0.5) * pick([0.2, 0.8])) * last)))].id;
    }
    given[q.id] = { choose, note: pick(NOTES), evidence: random() < 0.3 ? 'minutes\t2026' : '' };
  }
  return given;
}

// same compares one value from the page with petal's. Scores are compared to one
// decimal.
const one = (x) => (x === null || x === undefined ? null : (Math.round(x * 10) / 10).toFixed(1));
function differences(page, report) {
  const out = [];
  const hold = (what, a, b) => { if (JSON.stringify(a) !== JSON.stringify(b)) out.push(`${what}: the page has ${JSON.stringify(a)}, petal ${JSON.stringify(b)}`); };
  for (const key of ['level', 'placed', 'at_least', 'at_most', 'answered', 'asked', 'held_by']) hold(key, page[key], report.placement[key]);
  for (const s of page.stages) for (const part of ['score', 'low', 'high']) hold(`${s.stage} ${part}`, one(s[part]), one(report.placement.stages[s.stage][part]));
  page.frameworks.forEach((f, i) => {
    const r = report.frameworks[i];
    for (const part of ['score', 'low', 'high']) hold(`${f.id} ${part}`, one(f[part]), one(r[part]));
    f.items.forEach((item, j) => {
      for (const part of ['score', 'low', 'high']) hold(`${f.id}/${item.id} ${part}`, one(item[part]), one(r.items[j][part]));
      hold(`${f.id}/${item.id} answered`, [item.answered, item.asked], [r.items[j].answered, r.items[j].asked]);
    });
  });
  return out;
}

const banks = [['', 'share: 0.75, min-answered: 0.67, start-to-finish: 0.5'],
  ['loose.yaml', 'share: 0.5, min-answered: 0.34'],
  ['strict.yaml', 'share: 1, min-answered: 0.9, start-to-finish: 1'],
  ['off.yaml', 'share: 0.6, min-answered: 0.67, start-to-finish: 0']];
const text = run('bank', 'new', '-o', '-');
for (const [file, rule] of banks.slice(1)) writeFileSync(path.join(dir, file), text.replace(/^placement: \{.*\}$/m, `placement: {${rule}}`));

const forms = [];
for (const who of ['lived-experience', 'carer', 'staff', 'partner', 'mixed']) for (const depth of ['short', 'full']) forms.push([who, depth, pick(['before', 'during', 'after', 'spring']), banks[0]]);
for (const bank of banks.slice(1)) for (const [who, depth] of [['staff', 'full'], ['carer', 'short']]) forms.push([who, depth, 'during', bank]);

const browser = await launch();
let sets = 0;
let problems = 0;
const seen = {};
for (const [n, [who, depth, round, [bank]]] of forms.entries()) {
  const use = bank ? ['--bank', bank] : [];
  // Every other form asks for all parts that could be fixed, so that both kinds are
  // tried.
  const fixed = n % 2 ? [] : ['--project', 'A “project”', '--perspective', who, '--depth', depth, '--round', round];
  run('form', ...use, ...fixed, '-o', 'form.html');
  const questions = JSON.parse(run('bank', 'show', ...use, '-f', 'json'));
  const page = await open(browser);
  page.on('pageerror', (e) => { problems++; console.error(`error in the page: ${e.message}`); });
  const address = pathToFileURL(path.join(dir, 'form.html')).href;
  // The name of a window outlives a reload. What the page finds kept is put there anew
  // each time: on a busy machine Chromium now and then forgets what a private window
  // kept when that is loaded again.
  await page.addInitScript(() => { if (window.name) localStorage.setItem(...JSON.parse(window.name)); });
  await page.goto(address);
  for (let i = 0; i < each; i++) {
    const given = answers(questions, who, depth);
    const state = { file: 'abcd', setup: { people: '2', project: 'A “project”', perspective: who, depth, round, claim: pick(['none', 'co-design']), aim: 'consult' }, given };
    await page.evaluate((kept) => {
      const { key } = JSON.parse(document.getElementById('data').textContent);
      window.name = JSON.stringify(['petal-form-' + key, JSON.stringify(kept)]);
      location.hash = 'result';
    }, state);
    await page.reload();
    const { worked, text, at: shown } = await page.evaluate(async (wait) => {
      const { worked } = document.querySelector('[data-page="result"]').dataset;
      const turned = new Promise((done) => { addEventListener('hashchange', done, { once: true }); setTimeout(done, wait); });
      location.hash = 'send';
      await turned;
      const at = { address: location.hash, page: document.querySelector('.now')?.dataset.page, kept: { ...localStorage } };
      return { worked, text: document.getElementById('text').value, at };
    }, patience);
    sets++;
    let found;
    try {
      if (!worked || !text) throw new Error(`there is no result or no file to send: ${JSON.stringify(shown)}`);
      writeFileSync(path.join(dir, 'it.petal.yaml'), text);
      const report = JSON.parse(run('report', ...use, '-f', 'json', 'it.petal.yaml'));
      found = differences(JSON.parse(worked), report);
      const at = report.placement.level || 'no level';
      seen[at] = (seen[at] || 0) + 1;
    } catch (e) {
      found = [e.stderr ? `petal report: ${e.stderr}` : e.message];
    }
    if (found.length) {
      problems++;
      console.error(`${who}, ${depth}, ${bank || 'the built-in bank'}, set ${i + 1}:\n  ${found.slice(0, 5).join('\n  ')}`);
    }
  }
  await page.context().close();
}
await browser.close();
rmSync(dir, { recursive: true });
console.log(`${sets} sets of answers: ${Object.entries(seen).map(([level, n]) => `${level} ${n}`).join(', ')}`);
if (problems || sets < 500 && each >= 36 || Object.keys(seen).length < 7 && each >= 36) {
  console.error(`${problems} sets differ`);
  process.exit(1);
}
