// The pages of the form: one thing on each, what is written kept on this device
// after every change, and at the end a file that petal reads. It puts nothing into
// the page as markup: what people wrote is only ever text.

const $ = (id) => document.getElementById(id);
const root = document.documentElement;
root.classList.add('script');

document.addEventListener('DOMContentLoaded', () => {
  const form = JSON.parse($('data').textContent);
  const { fixed, words } = form;
  const pages = [...document.querySelectorAll('.page')];
  const questionPages = new Map(pages.filter((p) => p.dataset.page === 'question').map((p, i) => [form.questions[i].id, p]));
  const pageOf = (step) => (step.startsWith('?') ? questionPages.get(step.slice(1)) : pages.find((p) => p.dataset.page === step));

  // A question's options are numbered in the page, and have ids in a file.
  const choices = new Map(form.questions.map((q) => [q.id, q.options.map((o) => o.id)]));
  const valueOf = (input) => (now.startsWith('?') && choices.get(now.slice(1))[input.value]) || input.value;

  const fill = (text, parts) => text.replace(/\{([a-z-]+)\}/g, (whole, name) => (name in parts ? parts[name] : whole));
  const say = (id, parts = {}) => fill(words[id], parts);
  function make(name, text, className) {
    const e = document.createElement(name);
    if (text) e.textContent = text;
    if (className) e.className = className;
    return e;
  }
  function makeSVG(name, attributes) {
    const e = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    return e;
  }

  // What a file may not hold: controls, the marks that turn text round, and half
  // characters.
  const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/g;
  const cleanNote = (s) => [...s.replace(/\r\n?/g, '\n').replace(UNSAFE, '')].filter((c) => !/^[\ud800-\udfff]$/.test(c)).join('').trim();
  const cleanLine = (s) => cleanNote(s.replace(/[\s\u2028\u2029]+/g, ' '));

  // ---- What is kept.

  const place = 'petal-form-' + form.key;
  const fresh = () => ({ file: randomName(), setup: { people: '1' }, given: {}, easy: form.easy, large: false });
  let state = fresh();
  let storing = true;
  try {
    localStorage.setItem(place + '-test', '1');
    localStorage.removeItem(place + '-test');
  } catch {
    storing = false;
  }
  let foundBefore = false;
  if (storing) {
    try {
      const kept = JSON.parse(localStorage.getItem(place));
      if (kept && kept.setup && kept.given) {
        state = { ...state, ...kept };
        foundBefore = Object.keys(kept.given).length > 0 || Object.keys(kept.setup).length > 1;
      }
    } catch { /* what cannot be read is as good as nothing */ }
  }
  function keep() {
    if (!storing) return;
    try {
      localStorage.setItem(place, JSON.stringify(state));
      tell('');
    } catch {
      tell(say('not-kept'));
    }
  }
  function tell(text) {
    if (storing || text) $('storage').textContent = text;
    $('storage').hidden = !$('storage').textContent;
  }
  function randomName() {
    const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
    const n = new Uint32Array(4);
    crypto.getRandomValues(n);
    return [...n].map((x) => letters[x % letters.length]).join('');
  }

  // ---- What is known of who answers, and what they are asked.

  const setUp = (part) => fixed[part] || state.setup[part] || '';
  const runsWork = () => form.runs.includes(setUp('perspective'));
  const asked = () => form.questions.filter((q) => (!q.of || q.of.includes(setUp('perspective'))) && (setUp('depth') !== 'short' || q.short));

  // route is every page in order, a question's as ? and its id.
  function route() {
    const parts = form.setup.filter((p) => p.id !== 'team' && !fixed[p.id] && (!p.runs || runsWork()));
    return ['start', ...parts.map((p) => p.id), ...asked().map((q) => '?' + q.id), 'check', 'result', 'send'];
  }
  const NEEDED = form.setup.filter((p) => p.needed).map((p) => p.id);
  const lacking = () => NEEDED.find((part) => !setUp(part));

  // A page's address names a question by its place, so that Back in the browser
  // works and nobody is shown an id.
  function addressOf(step) {
    if (!step.startsWith('?')) return '#' + step;
    return '#question-' + (asked().findIndex((q) => q.id === step.slice(1)) + 1);
  }
  function stepAt(address) {
    const n = /^#question-(\d+)$/.exec(address);
    const question = n && asked()[n[1] - 1];
    if (question) return '?' + question.id;
    return [...route(), 'clear'].includes(address.slice(1)) ? address.slice(1) : 'start';
  }

  // ---- Showing a page.

  let now = '';
  let returning = false; // to the check, after one answer is changed
  let before = 'start'; // the page that "clear" was asked for on

  function go(step) {
    if (addressOf(step) === location.hash) show();
    else location.hash = addressOf(step);
  }

  function show() {
    let step = stepAt(location.hash);
    const steps = route();
    const needs = lacking();
    if (needs && steps.indexOf(step) > steps.indexOf(needs)) step = needs;
    if (step === 'clear' && now !== 'clear') before = now || 'start';
    if (step === 'check') returning = false;
    hush();
    unwarn();
    now = step;
    const page = pageOf(step);
    for (const p of pages) p.classList.toggle('now', p === page);
    root.dataset.round = setUp('round') || 'during';
    root.classList.toggle('runs-work', runsWork());
    root.classList.toggle('done', step === 'send' || step === 'check');
    const project = setUp('project');
    $('about').textContent = project ? say('about', { project }) : say('about-any');
    $('back').hidden = step === 'start';
    $('footer').hidden = step === 'clear' || !(Object.keys(state.given).length || Object.keys(state.setup).length > 1);
    fillIn(page, step);
    const heading = page.querySelector('h1');
    document.title = shown(heading) + ' – ' + $('about').textContent;
    if (started) {
      window.scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
    started = true;
    if (speaking) speak();
  }
  let started = false;

  // shown is the words of an element that are not those of another round or kind.
  function shown(e) {
    const variants = [...e.querySelectorAll('.p, .e')];
    if (!variants.length) return e.textContent.trim();
    const round = { before: 'b', after: 'a' }[setUp('round')] || 'd';
    return variants.filter((v) => {
      const c = v.classList;
      const every = !['b', 'd', 'a'].some((r) => c.contains(r));
      return c.contains(state.easy ? 'e' : 'p') && (every || c.contains(round));
    }).map((v) => v.textContent).join('');
  }

  function fillIn(page, step) {
    if (step === 'start') {
      $('start').textContent = foundBefore ? say('go-on') : say('start');
      $('found').hidden = !foundBefore;
    } else if (step === 'project') {
      $('project').value = state.setup.project || '';
      if ($('team')) $('team').value = state.setup.team || '';
    } else if (step === 'people') {
      $('people').value = state.setup.people;
    } else if (step.startsWith('?')) {
      const all = asked();
      const id = step.slice(1);
      const n = all.findIndex((q) => q.id === id) + 1;
      page.querySelector('.progress').textContent = say('question-of', { n, all: all.length });
      progress(page.querySelector('.caption'), n / all.length);
      const given = state.given[id] || {};
      for (const input of page.querySelectorAll('input[type=radio]')) input.checked = valueOf(input) === given.choose;
      page.querySelector('.buttons').before($('note')); // one for all questions
      $('note').hidden = false;
      $('note').open = !!(given.note || given.evidence);
      $('write-note').value = given.note || '';
      $('write-evidence').value = given.evidence || '';
      page.querySelector('.pass').textContent = given.choose ? say('take-back') : say('skip');
    } else if (step === 'check') {
      check();
    } else if (step === 'result') {
      result();
    } else if (step === 'send') {
      $('text').value = '# ' + say('text-heading', { project: setUp('project'), file: fileName() }) + '\n' + fileText();
      $('said').textContent = '';
    } else {
      for (const input of page.querySelectorAll('input[type=radio]')) input.checked = input.value === state.setup[step];
    }
  }

  function progress(caption, share) {
    let bar = caption.querySelector('svg');
    if (!bar) {
      bar = makeSVG('svg', { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
      bar.append(makeSVG('rect', { class: 'trough', width: 100, height: 4 }), makeSVG('rect', { class: 'fill', height: 4 }));
      caption.append(bar);
    }
    bar.lastChild.setAttribute('width', 100 * share);
  }

  // ---- Taking what is answered.

  document.querySelector('form').addEventListener('change', (event) => {
    const step = now;
    if (event.target.type !== 'radio') return;
    if (step.startsWith('?')) {
      const id = step.slice(1);
      state.given[id] = { ...state.given[id], choose: valueOf(event.target) };
      pageOf(step).querySelector('.pass').textContent = say('take-back');
    } else {
      state.setup[step] = event.target.value;
      if (step === 'round') root.dataset.round = event.target.value;
    }
    keep();
  });
  document.querySelector('form').addEventListener('input', (event) => {
    const part = { 'write-note': 'note', 'write-evidence': 'evidence' }[event.target.id];
    if (!part) return;
    const id = now.slice(1);
    state.given[id] = { ...state.given[id], [part]: event.target.value };
    keep();
  });

  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = leave();
    if (wrong) warn(...wrong);
    else onward();
  });

  // leave takes what a page holds, or says what is wrong with it and where.
  function leave() {
    const page = pageOf(now);
    const first = page.querySelector('input');
    if (now === 'project') {
      state.setup.project = cleanLine($('project').value);
      if ($('team')) state.setup.team = cleanLine($('team').value);
      if (!state.setup.project) return [say('project-error'), $('project')];
    } else if (now === 'people') {
      const people = $('people').value.trim();
      if (!/^[0-9]+$/.test(people) || people < 1 || people > 10000) return [say('people-error'), $('people')];
      state.setup.people = String(Number(people));
    } else if (NEEDED.includes(now) && !state.setup[now]) {
      return [say(now + '-error'), first];
    } else if (page.querySelector('fieldset') && !now.startsWith('?') && !state.setup[now]) {
      return [say('choice-error-plain'), first];
    } else if (now.startsWith('?') && !(state.given[now.slice(1)] || {}).choose) {
      return [say('choice-error'), first];
    } else if (now === 'check' && !asked().some((q) => (state.given[q.id] || {}).choose)) {
      return [say('no-answer-yet'), page.querySelector('#answers a')];
    } else if (now === 'send') {
      save();
    } else if (now === 'clear') {
      clear();
      return null;
    }
    keep();
    return null;
  }

  function onward() {
    const steps = route();
    if (now === 'start' && foundBefore) {
      go(steps.find((s) => (NEEDED.includes(s) || s.startsWith('?')) && !done(s)) || 'check');
    } else if (now === 'send' || now === 'clear') {
      return;
    } else if (returning && !lacking()) {
      returning = false;
      go('check');
    } else {
      go(steps[steps.indexOf(now) + 1]);
    }
  }
  function done(step) {
    if (step.startsWith('?')) return !!(state.given[step.slice(1)] || {}).choose;
    return !!setUp(step);
  }

  for (const pass of document.querySelectorAll('.pass')) {
    pass.addEventListener('click', () => {
      if (!now.startsWith('?')) {
        delete state.setup[now];
        keep();
        onward();
        return;
      }
      const given = state.given[now.slice(1)] || {};
      if (given.choose) { // takes the answer back, and stays for another
        delete given.choose;
        keep();
        fillIn(pageOf(now), now);
        return;
      }
      onward();
    });
  }
  $('back').addEventListener('click', (event) => {
    event.preventDefault();
    if (now === 'clear') return go(before);
    if (returning) {
      returning = false;
      return go('check');
    }
    const steps = route();
    go(steps[Math.max(0, steps.indexOf(now) - 1)]);
  });
  // An address is a page here, so the link past the head must not go to one.
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    pageOf(now).querySelector('h1').focus();
  });
  $('keep').addEventListener('click', () => go(before));
  function clear() {
    state = { ...fresh(), easy: state.easy, large: state.large };
    foundBefore = false;
    if (storing) localStorage.removeItem(place);
    go('start');
    tell(say('cleared'));
  }

  // ---- The error summary.

  function warn(text, input) {
    unwarn();
    const box = make('div', '', 'problem');
    box.tabIndex = -1;
    box.setAttribute('role', 'alert');
    const item = make('li');
    const link = make('a', text);
    link.href = '#';
    link.addEventListener('click', (event) => {
      event.preventDefault();
      input.focus();
    });
    item.append(link);
    const ul = make('ul');
    ul.append(item);
    box.append(make('h2', say('error-title')), ul);
    $('main').prepend(box);
    const message = make('p', '', 'wrong');
    message.id = 'wrong';
    message.append(say('error') + ' ' + text);
    const page = pageOf(now);
    const at = page.querySelector('.choice, .field');
    if (at) at.before(message);
    document.title = say('error') + ' ' + document.title;
    box.focus();
  }
  function unwarn() {
    document.querySelectorAll('.problem, #wrong').forEach((e) => e.remove());
  }

  // ---- Checking the answers.

  function check() {
    const list = $('answers');
    list.replaceChildren();
    let dl;
    const section = (name) => {
      dl = make('dl');
      list.append(make('h2', name), dl);
    };
    const row = (question, answer, step, given = {}) => {
      const div = make('div');
      const dd = make('dd', answer || say('not-answered'), answer ? '' : 'none');
      const link = make('a', say('change'));
      link.href = addressOf(step);
      link.setAttribute('aria-label', say('change') + ': ' + question);
      link.addEventListener('click', () => { returning = true; });
      const action = make('dd');
      action.append(link);
      div.append(make('dt', question), dd, action);
      for (const text of [given.note, runsWork() ? given.evidence : '']) if (text) div.append(make('dd', text, 'said'));
      dl.append(div);
    };
    let open = 0;
    section(say('setup-title'));
    for (const step of route()) {
      const page = pageOf(step);
      const heading = shown(page.querySelector('h1'));
      if (step === 'project') {
        row(heading, state.setup.project, step);
        if ($('team')) row(shown(page.querySelector('label[for=team]')), state.setup.team, step);
      } else if (step === 'people') {
        row(heading, state.setup.people, step);
      } else if (step.startsWith('?')) {
        const where = page.querySelector('.where').textContent;
        if (list.querySelector('h2:last-of-type').textContent !== where) section(where);
        const given = state.given[step.slice(1)] || {};
        if (!given.choose) open++;
        row(heading, chosen(page, given.choose && placed(choices.get(step.slice(1)), given.choose)), step, given);
      } else if (page.querySelector('fieldset')) {
        row(heading, chosen(page, state.setup[step]), step);
      }
    }
    $('open').textContent = say('check-open', { n: open });
    $('open').hidden = open === 0;
  }
  // placed is the number of an option in the page, or what stands beside options.
  function placed(options, id) {
    return options.includes(id) ? String(options.indexOf(id)) : id;
  }
  function chosen(page, value) {
    const input = [...page.querySelectorAll('input[type=radio]')].find((i) => i.value === value);
    return input ? shown(page.querySelector(`label[for="${input.id}"]`)) : '';
  }

  // ---- The result.

  // given is the answers that count: those to what is asked.
  function given() {
    const out = {};
    for (const q of asked()) {
      const { choose, note, evidence } = state.given[q.id] || {};
      if (choose) out[q.id] = { choose, note: cleanNote(note || ''), evidence: runsWork() ? cleanLine(evidence || '') : '' };
    }
    return out;
  }

  function result() {
    const worked = workOut(form, { perspective: setUp('perspective'), depth: setUp('depth'), given: given() });
    const p = worked.placement;
    const name = (level) => form.levels[level].name;
    const placed = p.level !== null;
    const sure = p.atLeast === p.atMost;
    const span = { 'at-least': name(p.atLeast), 'at-most': name(p.atMost) };
    const planned = setUp('round') === 'before';

    $('staff-view').hidden = form.uses.includes(setUp('perspective'));
    if (placed) {
      $('standing').textContent = say('standing' + (planned ? '-planned' : '') + (sure ? '' : '-may-change'), { level: name(p.level), ...span });
      const is = form.levels[p.level];
      $('meaning').textContent = state.easy && is.easy ? is.easy : (planned && is.planned) || is.is;
    } else {
      $('standing').textContent = say(sure ? 'standing-none-sure' : 'standing-none', { level: name(p.atLeast), ...span });
      $('meaning').textContent = '';
    }
    picture($('level-picture'), placed ? 'level-' + form.levels[p.level].id : '');

    const reached = placed ? p.level : p.atLeast;
    const told = [say('flower-says')];
    for (const petal of document.querySelectorAll('.petal')) {
      const level = Number(petal.dataset.level);
      const open = level > p.atLeast && level <= p.atMost;
      petal.classList.toggle('reached', level <= reached);
      petal.querySelector('.mark').textContent = open ? '?' : '';
      if (open) told.push(say('flower-open', { level: name(level) }) + '.');
      else if (level <= reached) told.push(say('flower-reached', { level: name(level) }) + '.');
    }
    $('flower-says').textContent = told.join(' ');
    $('flower-key').textContent = say(sure ? 'flower-key' : 'flower-key-open');

    $('held').textContent = held(p, name);
    const scores = $('scores');
    scores.replaceChildren();
    worked.frameworks.forEach((f, i) => { if (form.frameworks[i].shown) scores.append(...framework(form.frameworks[i], f)); });
    document.querySelector('[data-page="result"]').dataset.worked = JSON.stringify(plainly(worked));
  }

  function held(p, name) {
    if (p.level === null) {
      return say(p.answered >= p.needed && p.answered > 0 ? 'gates-open' : 'too-few', { answered: p.answered, asked: p.asked, needed: p.needed });
    }
    if (!p.above) return say('top');
    const level = name(p.above.level);
    const why = p.heldBy.map((by) => {
      if (by === 'share') return say('held-share', { allow: p.above.allow, of: p.above.of, level, needed: p.above.needed });
      if (by === 'gates') {
        const asking = p.above.gates.map((q) => shown(pageOf('?' + q.id).querySelector('h1')));
        return asking.length === 1 ? say('held-gate', { question: asking[0] }) : say('held-gates', { questions: list(asking.map((q) => '“' + q + '”')) });
      }
      return say('held-stages', { stages: list(p.above.stages.map((s) => say(s))) });
    });
    return say('held', { level, why: why.join('; ') });
  }
  const list = (all) => (all.length < 2 ? all.join('') : all.slice(0, -1).join(', ') + ' ' + say('and') + ' ' + all[all.length - 1]);

  // picture shows what is drawn under a name, and tells whether anything is.
  function picture(svg, name) {
    const drawn = name && document.getElementById('picture-' + name);
    svg.toggleAttribute('hidden', !drawn);
    if (!drawn) return false;
    svg.firstElementChild.setAttribute('href', '#picture-' + name);
    svg.setAttribute('aria-label', say('picture-' + name));
    return true;
  }

  function framework(f, worked) {
    const table = make('table');
    const body = make('tbody');
    worked.items.forEach((item, i) => {
      const tr = make('tr');
      const th = make('th', f.words[i].name);
      const shown = makeSVG('svg', { class: 'picture', viewBox: '0 0 96 72', role: 'img' });
      shown.append(makeSVG('use', {}));
      if (picture(shown, 'heard-' + item.id)) th.prepend(shown);
      th.scope = 'row';
      th.append(make('span', (state.easy && f.words[i].easy) || f.words[i].is));
      const td = make('td');
      if (item.score === null) {
        td.textContent = item.low === null ? say('score-not-asked') : say('score-none');
      } else {
        const number = Math.round(item.score);
        td.textContent = number + ', ' + say(bandOf(item.score));
        const bar = makeSVG('svg', { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
        bar.append(makeSVG('rect', { class: 'trough', width: 100, height: 10 }), makeSVG('rect', { class: 'fill', width: item.score.toFixed(1), height: 10 }));
        td.append(bar);
        if (item.high - item.low >= 2) td.append(make('span', say('score-range', { low: Math.round(item.low), high: Math.round(item.high) }), 'hint'));
      }
      tr.append(th, td);
      body.append(tr);
    });
    table.append(body);
    return [make('h2', f.name), table];
  }

  // plainly is what was worked out, as petal report -f json names it.
  function plainly({ placement: p, frameworks, stages }) {
    const id = (level) => (level === null ? null : form.levels[level].id);
    return {
      level: id(p.level), placed: p.level !== null, at_least: id(p.atLeast), at_most: id(p.atMost),
      answered: p.answered, asked: p.asked, held_by: p.heldBy, frameworks, stages,
    };
  }

  // ---- The file.

  function fileName() {
    const name = setUp('project').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/^-+|-+$/g, '');
    return (name || 'project') + '-' + setUp('perspective') + '-' + state.file + '.petal.yaml';
  }

  function fileText() {
    const day = new Date();
    const two = (n) => String(n).padStart(2, '0');
    const answers = {};
    for (const [id, { choose, note, evidence }] of Object.entries(given())) {
      answers[id] = note || evidence ? { choose, ...(note && { note }), ...(evidence && { evidence }) } : choose;
    }
    const file = { petal: 1, bank: { id: form.bank.id, version: form.bank.version } };
    for (const { id, key, number, runs } of form.setup) {
      const value = setUp(id);
      if (!value || (runs && !fixed[id] && !runsWork())) continue;
      const [name, inside] = key.split('.');
      const said = number ? Number(value) : value;
      if (inside) file[name] = { ...file[name], [inside]: said };
      else file[name] = said;
    }
    return JSON.stringify({
      ...file,
      date: day.getFullYear() + '-' + two(day.getMonth() + 1) + '-' + two(day.getDate()),
      answers,
    }, null, 2).replace(/[\u007f-\u009f]/g, '') + '\n';
  }

  function save() {
    const link = make('a');
    link.href = URL.createObjectURL(new Blob([fileText()], { type: 'application/octet-stream' }));
    link.download = fileName();
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    $('said').textContent = say('send-saved', { file: fileName() });
  }
  $('copy').addEventListener('click', async () => {
    let copied = false;
    try {
      await navigator.clipboard.writeText($('text').value);
      copied = true;
    } catch { // a page from a file may not reach the clipboard that way
      $('text').closest('details').open = true;
      $('text').select();
      copied = document.execCommand('copy');
    }
    $('said').textContent = say(copied ? 'send-copied' : 'send-not-copied');
  });
  $('print').addEventListener('click', () => {
    check();
    window.print();
  });

  // ---- The switches.

  function dress() {
    root.classList.toggle('in-easy', state.easy);
    root.classList.toggle('in-large', state.large);
    $('easy').setAttribute('aria-pressed', String(state.easy));
    $('large').setAttribute('aria-pressed', String(state.large));
  }
  for (const part of ['easy', 'large']) {
    $(part).addEventListener('click', () => {
      state[part] = !state[part];
      dress();
      if (now === 'check' || now === 'result') fillIn(pageOf(now), now);
      if (Object.keys(state.given).length || Object.keys(state.setup).length > 1) keep();
    });
  }

  // Only voices that speak on this device: the others send what they read away.
  const voices = () => (window.speechSynthesis ? speechSynthesis.getVoices().filter((v) => v.localService) : []);
  const language = root.lang.slice(0, 2).toLowerCase();
  const voice = () => voices().find((v) => v.lang.toLowerCase().startsWith(language));
  let speaking = false;
  const offerVoice = () => { $('aloud').hidden = !voice(); };
  if (window.speechSynthesis) {
    offerVoice();
    speechSynthesis.addEventListener?.('voiceschanged', offerVoice);
  }
  function hush() {
    if (window.speechSynthesis) speechSynthesis.cancel();
  }
  function speak() {
    hush();
    const said = new Set();
    for (const e of pageOf(now).querySelectorAll('h1, h2, p:not(.buttons), label, dt, dd, th, td, summary')) {
      const text = shown(e);
      if (!text || said.has(text) || e.getClientRects().length === 0) continue;
      said.add(text);
      const u = new SpeechSynthesisUtterance(text);
      u.voice = voice();
      u.lang = u.voice.lang;
      speechSynthesis.speak(u);
    }
  }
  $('aloud').addEventListener('click', () => {
    speaking = !speaking;
    $('aloud').textContent = say(speaking ? 'stop-reading' : 'read-aloud');
    if (speaking) speak();
    else hush();
  });

  $('switches').hidden = false;
  if (!storing) tell(say('no-storage'));
  dress();
  window.addEventListener('hashchange', () => show());
  show();
});
