// Checks the queries in docs/portfolio.md, as they are in the document. Its console
// sessions make the files with petal, and each query must give the table shown under
// it.
// Usage: node check.mjs PETAL
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const petal = resolve(process.argv[2]);
const text = readFileSync(new URL('../../docs/portfolio.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'petal-duckdb-'));
try {
  await check();
} finally {
  rmSync(folder, { recursive: true });
}

async function check() {
  const env = { ...process.env, PATH: dirname(petal) + delimiter + process.env.PATH };
  process.chdir(folder);
  const database = await (await DuckDBInstance.create(':memory:')).connect();
  let queries = 0;
  let failed = 0;
  // Sessions and queries in order, since a query reads what a session wrote.
  for (const [, kind, block, rest] of text.matchAll(/^```(console|sql)\n([^]*?)^```\n((?:\n\|[^]*?\n)?(?=\n|$(?![^])))?/gm)) {
    if (kind === 'console') {
      for (const command of commands(block)) execFileSync('sh', ['-c', command], { env, stdio: ['ignore', 'ignore', 'inherit'] });
      continue;
    }
    const result = await database.runAndReadAll(block);
    if (!rest) continue; // it defines what other queries read
    queries++;
    const got = table(result.columnNames(), result.getRows());
    if (got !== rest.trim()) {
      failed++;
      console.error(`${block}is shown to give\n${rest.trim()}\nand gives\n${got}\n`);
    }
  }
  console.log(`${queries} queries of docs/portfolio.md were run`);
  if (failed > 0 || queries < 4) process.exitCode = 1;
}

// commands returns what is typed in a session, including continued lines.
function commands(block) {
  const all = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('$ ')) all.push(line.slice(2));
    else if (line.startsWith('> ') && all.length > 0) all[all.length - 1] += '\n' + line.slice(2);
  }
  return all;
}

// table returns rows as the document shows them.
function table(names, rows) {
  const line = (cells) => `| ${cells.map((cell) => (cell === null ? '' : String(cell))).join(' | ')} |`;
  return [line(names), line(names.map(() => '---')), ...rows.map(line)].join('\n');
}
