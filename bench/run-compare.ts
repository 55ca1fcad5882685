// Two runs held against each other, in Node: `npx tsx bench/run-compare.ts [--all]`. Real CI runs (HARBINGER_DATA or ../shared/data): a failed run against
// one that passed, analysed together and apart: whether one of the first three lines that only the failed run has lies in what a person marked
// as explaining (give or take a line). Then runs of lo2_oauth, each service's log against that of a correct run: whether the error that only the
// bad run has stands among the first three of its service. Labels score, they set nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison, SideTally } from '../src/contracts/compare';
import { compareSides } from '../src/core/compare/compare';
import { tallyLines } from '../src/core/compare/tally-lines';
import { effectiveLevelOfKinds } from '../src/core/features/effective-level';
import { lineNumOf, shardIdxOfRow } from '../src/core/lib/log-table';
import { parseQuery } from '../src/core/query/parse';
import { countLog } from '../src/engine/fixtures/count-log';
import type { LogFile } from '../src/engine/fixtures/judge-log';
import { ROOT } from './build';

type Counted = Awaited<ReturnType<typeof countLog>>;
const DATA = process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data');
const isAll = process.argv.includes('--all');

await scoreRuns(join(DATA, 'ci_failures'));
await scoreServices(join(DATA, 'incidents', 'lo2_oauth'));

function tally(counted: Counted, analysis: string, where: string): SideTally {
  const columns = { ...counted, levels: effectiveLevelOfKinds(counted.table, counted.templates) };
  return { analysis, ...tallyLines(columns, parseQuery(where).query!) };
}

function lineOf({ table }: Counted, row: number): { file: string; lineNum: number } {
  const shard = table.shards[shardIdxOfRow(table, row)];
  return { file: table.files[shard.fileIdx].name, lineNum: lineNumOf(shard, row - shard.rowBegin) };
}

/** First lines of what only the second side has, in the order of the page. */
function onlyAfter(counted: Counted, { differences }: Comparison) {
  return differences.flatMap(({ kind, text, sides: [, after] }) =>
    kind === 'appeared' && after ? [{ ...lineOf(counted, after.firstRow), text, count: after.count }] : [],
  );
}

async function scoreRuns(folder: string): Promise<void> {
  if (!existsSync(folder)) return console.log(`skipped: ${folder} is not there`);
  const right = { together: 0, apart: 0 };
  const names = readdirSync(folder).sort();
  for (const name of names) {
    const spans: readonly (readonly [number, number])[] = JSON.parse(
      readFileSync(join(folder, name, 'truth.json'), 'utf8'),
    ).explained_by;
    const fits = (line: number): boolean => spans.some(([a, b]) => a - 1 <= line && line <= b + 1);
    const [failed, passed] = ['fail.log.gz', 'pass.log.gz'].map((file) =>
      read(join(folder, name, file), file),
    );
    const both = await countLog([failed, passed]);
    const [bad, good] = [await countLog([failed]), await countLog([passed])];
    const found = {
      together: onlyAfter(
        both,
        compareSides(
          [tally(both, 'both', 'file=pass.log.gz'), tally(both, 'both', 'file=fail.log.gz')],
          'lines',
        ),
      ),
      apart: onlyAfter(bad, compareSides([tally(good, 'good', ''), tally(bad, 'bad', '')], 'lines')),
    };
    for (const way of ['together', 'apart'] as const) {
      const place = found[way].findIndex(({ lineNum }) => fits(lineNum));
      if (place >= 0 && place < 3) right[way]++;
      console.log(
        `${name}, analysed ${way}: ${place < 0 ? 'not among' : `place ${place + 1} of`} ${found[way].length} only in the failed run`,
      );
      if (isAll)
        for (const { lineNum, text, count } of found[way].slice(0, Math.max(3, place + 1)).slice(0, 12))
          console.log(`    ${lineNum} ${fits(lineNum) ? '*' : ' '} ${count}x ${text.slice(0, 130)}`);
    }
  }
  const of = names.length;
  console.log(
    `an explaining line among the first three: ${right.together} of ${of} analysed together, ${right.apart} of ${of} apart`,
  );
}

async function scoreServices(folder: string): Promise<void> {
  if (!existsSync(folder)) return console.log(`skipped: ${folder} is not there`);
  const { incidents } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  for (const { run, component, cause } of incidents) {
    const name = /ERR\d+ (\w+)/.exec(cause)![1];
    const runs = ['correct_1', run].map((each) => filesOf(folder, each));
    const [good, bad] = [await countLog(runs[0]), await countLog(runs[1])];
    const all = onlyAfter(bad, compareSides([tally(good, 'good', ''), tally(bad, 'bad', '')], 'lines'));
    const place = all.findIndex(({ text }) => text.includes(name));
    console.log(`${run}: ${component} ${name} at place ${place + 1} of ${all.length} only in the bad run`);
    if (isAll)
      for (const { file, text, count } of all.slice(0, 8))
        console.log(`    ${file} ${count}x ${text.slice(0, 130)}`);
  }
}

function filesOf(folder: string, run: string): LogFile[] {
  return readdirSync(join(folder, run)).map((name) => read(join(folder, run, name), `${run}/${name}`));
}

function read(path: string, name: string): LogFile {
  return { path: name, content: new Uint8Array(readFileSync(path)) };
}
