/**
 * Grouping and parsing accuracy over labelled logs: `npx tsx bench/grouping.ts [DATA_DIR] [--failures SYSTEM] [--csv DIR]`.
 * DATA_DIR holds SYSTEM/SYSTEM_2k.log_structured.csv (columns Content, EventId, EventTemplate).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Papa from 'papaparse';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { mineTemplates } from '../src/core/drain/drain';
import { ShapeMerger } from '../src/core/ingest/shapes/merge-shapes';
import { ShapeInterner } from '../src/core/ingest/shapes/shape';

interface TruthRow {
  Content: string;
  EventId: string;
  EventTemplate: string;
}

const { dataDir, failuresOf, csvDir } = readArguments(process.argv.slice(2));
const systems = readdirSync(dataDir).filter((name) => existsSync(truthPath(name)));
const rows = systems.map((name) => ({ system: name, ...scoreSystem(name) }));
const mean = (pick: (row: (typeof rows)[number]) => number) =>
  rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
for (const row of rows) console.log(line(row.system, row.GA, row.FGA, row.PA, row.FTA, row.groups));
console.log(
  line(
    'mean',
    mean((r) => r.GA),
    mean((r) => r.FGA),
    mean((r) => r.PA),
    mean((r) => r.FTA),
    '',
  ),
);

function line(name: string, ga: number, fga: number, pa: number, fta: number, groups: string): string {
  const cells = [ga, fga, pa, fta].map((value) => value.toFixed(3));
  return `${name.padEnd(10)} GA ${cells[0]} FGA ${cells[1]} PA ${cells[2]} FTA ${cells[3]} ${groups}`;
}

function readArguments(args: string[]) {
  const take = (flag: string) => {
    const at = args.indexOf(flag);
    return at < 0 ? null : args.splice(at, 2)[1];
  };
  const failuresOf = take('--failures');
  const csvDir = take('--csv');
  return { dataDir: args[0] ?? '../shared/data/parsing', failuresOf, csvDir };
}

function truthPath(system: string): string {
  return `${dataDir}/${system}/${system}_2k.log_structured.csv`;
}

function scoreSystem(system: string) {
  const text = readFileSync(truthPath(system), 'utf8');
  const truth = Papa.parse<TruthRow>(text, { header: true, skipEmptyLines: true }).data;
  const interner = new ShapeInterner();
  const encoder = new TextEncoder();
  const shapeOf = truth.map(({ Content }) => {
    const bytes = encoder.encode(Content);
    return interner.intern(bytes, 0, bytes.length);
  });
  // One shard: the merger numbers its shapes as it did.
  const merger = new ShapeMerger();
  merger.merge(interner.take(), 0);
  const mined = mineTemplates(merger.table(), DEFAULT_SETTINGS.drain);
  const found = shapeOf.map((shape) => mined.ofShape[shape]);
  const texts = found.map((template) => mined.templates[template].text);
  if (system === failuresOf) printFailures(truth, found, texts);
  if (csvDir !== null) writeCsv(csvDir, system, truth, found, texts);
  const groups = scoreGroups(
    truth.map((row) => row.EventId),
    found.map(String),
  );
  const clean = (template: string) => normalise(template);
  return {
    ...groups,
    ...scoreTexts(
      truth.map((row) => clean(row.EventTemplate)),
      texts.map(clean),
    ),
  };
}

function countOf<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function f1(precision: number, recall: number): number {
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
}

function scoreGroups(truth: string[], found: string[]) {
  const [trueSize, foundSize] = [countOf(truth), countOf(found)];
  let exact = 0;
  let exactLines = 0;
  for (const [pair, size] of countOf(truth.map((id, i) => `${id}\t${found[i]}`))) {
    const [a, b] = pair.split('\t');
    if (size !== trueSize.get(a) || size !== foundSize.get(b)) continue;
    exact++;
    exactLines += size;
  }
  const groups = `${exact} exact of ${trueSize.size} true, ${foundSize.size} found`;
  return { GA: exactLines / truth.length, FGA: f1(exact / foundSize.size, exact / trueSize.size), groups };
}

function scoreTexts(truth: string[], found: string[]) {
  const held = new Map<string, Set<string>>();
  for (const [i, text] of found.entries()) held.set(text, (held.get(text) ?? new Set()).add(truth[i]));
  const right = [...held].filter(([text, texts]) => texts.size === 1 && texts.has(text)).length;
  const same = truth.filter((text, i) => text === found[i]).length;
  return { PA: same / truth.length, FTA: f1(right / held.size, right / new Set(truth).size) };
}

/** The correction rules of Khan et al., ICSE 2022, that the field scores template texts after. */
function normalise(template: string): string {
  const common = new Set(['true', 'false', 'null', 'root', 'admin']);
  let text = template
    .replaceAll(/<[A-Z][A-Z0-9_:]*>/g, '<*>')
    .trim()
    .replaceAll(/\s+/g, ' ');
  const paths = text
    .split(/([\s,!;:=|"'[\](){}])/)
    .map((part) => (/^(?:\/[^/]+)+$/.test(part) ? '<*>' : part));
  const words = paths.join('').split(/([\s,!;:=|"'[\](){}.\-+@#$%&])/);
  text = words
    .map((part) =>
      common.has(part.toLowerCase()) || /^(?:\d+|[^\s/]*<\*>[^\s/]*)$/.test(part) ? '<*>' : part,
    )
    .join('');
  while (text.includes('<*>.<*>')) text = text.replaceAll('<*>.<*>', '<*>');
  while (text.includes('<*><*>')) text = text.replaceAll('<*><*>', '<*>');
  return text;
}

/** True groups that were not found exactly, with the templates that hold their lines. */
function printFailures(truth: TruthRow[], found: number[], texts: string[]): void {
  const [trueSize, foundSize] = [countOf(truth.map((row) => row.EventId)), countOf(found)];
  const parts = new Map<string, Map<number, number[]>>();
  truth.forEach((row, i) => {
    const held = parts.get(row.EventId) ?? new Map<number, number[]>();
    held.set(found[i], [...(held.get(found[i]) ?? []), i]);
    parts.set(row.EventId, held);
  });
  for (const [id, held] of [...parts].sort((a, b) => trueSize.get(b[0])! - trueSize.get(a[0])!)) {
    if (held.size === 1 && foundSize.get([...held.keys()][0]) === trueSize.get(id)) continue;
    console.log(`\n[${trueSize.get(id)}] ${truth[[...held.values()][0][0]].EventTemplate.slice(0, 250)}`);
    for (const [template, lines] of [...held].slice(0, 8)) {
      console.log(`   ${lines.length} of ${foundSize.get(template)}: ${texts[lines[0]].slice(0, 250)}`);
    }
    if (held.size > 8) console.log(`   ... ${held.size} templates`);
  }
}

function writeCsv(dir: string, system: string, truth: TruthRow[], found: number[], texts: string[]): void {
  mkdirSync(dir, { recursive: true });
  const out = truth.map((row, i) => [i + 1, '', '', '', `T${found[i] + 1}`, texts[i], row.Content]);
  const fields = ['line', 'timestamp', 'level', 'source', 'template_id', 'template', 'message'];
  writeFileSync(`${dir}/${system}.csv`, Papa.unparse({ fields, data: out }));
}
