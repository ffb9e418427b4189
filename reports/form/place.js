// The contract of placement and scores, as the package assess works it out, for
// the answers in one form. A test runs random answers through this and through
// petal report, and holds that both say the same.
//
// bank: {rule: {share, min, throughout}, questions: [{id, kind, gate, short, of,
// stage, to, options: [{id, level, score}]}], frameworks: [{id, items: [id]}],
// stages: [name]}. answers: {perspective, depth, given: {question id: {choose}}}.

const CO_PRODUCE = 5;

// up rounds up, forgiving what floating point adds to a whole number.
const up = (x) => Math.ceil(x - 1e-9);

function linesOf(bank, answers) {
  const lines = [];
  for (const question of bank.questions) {
    const given = answers.given[question.id];
    if (question.of && !question.of.includes(answers.perspective)) continue;
    if (answers.depth === 'short' && !question.short && !given) continue;
    const choose = given ? given.choose : '';
    lines.push({
      question,
      option: question.options.find((o) => o.id === choose) || null,
      applies: choose !== 'not-applicable',
    });
  }
  return lines;
}

const lowest = (question) => question.options[0];
const highest = (question) => question.options[question.options.length - 1];

// above holds the answers against a level. A question that is not known counts
// where none of its options would hold the level back.
function above(bank, lines, level) {
  const found = { level, of: 0, allow: 0, gates: [], stages: [] };
  for (const { question, option } of lines) {
    const allows = option ? option.level >= level : lowest(question).level >= level;
    if (option || allows) found.of++;
    if (allows) found.allow++;
    if (question.gate && option && !allows) found.gates.push(question);
  }
  found.needed = up(bank.rule.share * found.of);
  if (level === CO_PRODUCE) {
    for (const stage of bank.stages) {
      const here = lines.filter((l) => l.question.stage === stage && l.option);
      const shared = here.filter((l) => l.option.level >= CO_PRODUCE).length;
      if (shared < up(bank.rule.throughout * here.length)) found.stages.push(stage);
    }
  }
  return found;
}

// levelOf is the highest level that lacks nothing.
function levelOf(bank, lines) {
  for (let level = CO_PRODUCE; level > 0; level--) {
    const a = above(bank, lines, level);
    if (a.of > 0 && a.allow >= a.needed && a.gates.length + a.stages.length === 0) return level;
  }
  return 0;
}

function placeOf(bank, all) {
  const lines = all.filter((l) => l.question.kind === 'placement' && l.applies);
  const missingAs = (pick) => lines.map((l) => ({ question: l.question, option: l.option || pick(l.question) }));
  const placed = {
    level: null,
    atLeast: levelOf(bank, missingAs(lowest)),
    atMost: lines.length ? levelOf(bank, missingAs(highest)) : CO_PRODUCE,
    answered: lines.filter((l) => l.option).length,
    asked: lines.length,
    needed: up(bank.rule.min * lines.length),
    gatesKnown: lines.every((l) => !l.question.gate || l.option),
    above: null,
    heldBy: [],
  };
  if (placed.answered === 0 || placed.answered < placed.needed || !placed.gatesKnown) return placed;
  placed.level = levelOf(bank, lines);
  placed.atLeast = Math.min(placed.atLeast, placed.level);
  if (placed.level < CO_PRODUCE) {
    const a = above(bank, lines, placed.level + 1);
    placed.above = a;
    if (a.allow < a.needed) placed.heldBy.push('share');
    if (a.gates.length) placed.heldBy.push('gates');
    if (a.stages.length) placed.heldBy.push('start-to-finish');
  }
  return placed;
}

const mean = (numbers) => (numbers.length ? numbers.reduce((sum, x) => sum + x, 0) / numbers.length : null);

// scoreOf scores what counts towards one item or stage.
function scoreOf(lines) {
  if (!lines.length) return { score: null, low: null, high: null, answered: 0, asked: 0 };
  const known = lines.filter((l) => l.option).map((l) => (100 * l.option.score) / highest(l.question).score);
  const sum = known.reduce((all, x) => all + x, 0);
  return {
    score: 2 * known.length >= lines.length ? sum / known.length : null,
    low: sum / lines.length,
    high: (sum + 100 * (lines.length - known.length)) / lines.length,
    answered: known.length,
    asked: lines.length,
  };
}

function scoresOf(bank, all) {
  const lines = all.filter((l) => l.applies);
  const present = (items, part) => items.map((i) => i[part]).filter((x) => x !== null);
  return {
    frameworks: bank.frameworks.map((f) => {
      const items = f.items.map((id) => ({ id, ...scoreOf(lines.filter((l) => l.question.to.includes(f.id + '/' + id))) }));
      const known = present(items, 'score');
      return {
        id: f.id,
        score: 2 * known.length < items.length ? null : mean(known),
        low: mean(present(items, 'low')),
        high: mean(present(items, 'high')),
        items,
      };
    }),
    stages: bank.stages.map((stage) => ({ stage, ...scoreOf(lines.filter((l) => l.question.stage === stage)) })),
  };
}

// bandOf is the word for a score: not yet below 25, starting below 50, growing
// below 75, strong from there.
const bandOf = (score) => ['not-yet', 'starting', 'growing', 'strong'][[25, 50, 75].filter((limit) => score >= limit - 1e-9).length];

function workOut(bank, answers) {
  const lines = linesOf(bank, answers);
  return { placement: placeOf(bank, lines), ...scoresOf(bank, lines) };
}
