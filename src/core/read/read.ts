/**
 * Reading without a comparison: a log that is too short, or states no times, gets the ticket that it earns by what stands in it. In: the tables, a way to
 * read texts, the runbook search. Out: incidents, usually one or none; marked as read and not compared. A run that passed beside one that failed is the comparison.
 */
import type { Evidence, Incident, Severity } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import type { ReadRecords } from '../features/series/numbers';
import type { RunbookSearch } from '../investigate/runbook-search';
import { countOf } from '../wording/plural';
import { causesOf } from './causes';
import { type Explaining, explain } from './explain';
import { normalForm } from './normal-form';
import { type Outcome, outcomeOf } from './outcome';
import { type KnownLines, knownLines } from './passed-run';
import { type Ranked, rank, tellsFailure } from './rank';
import { readLines } from './read-lines';
import { type SignedFile, signFile } from './read-signs';
import { titleOfReading } from './title';

export interface ReadingInput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly search: RunbookSearch;
  readonly readRecords: ReadRecords;
}

/** Files that are read, and incidents that are told, at most. */
const MAX_FILES = 40;
const MAX_INCIDENTS = 3;
/** Further lines of a trace or a message that evidence shows. */
const LINES_SHOWN = 6;
const MAX_EVIDENCE = 8;
/** Lines of the first of several files that failed of the same thing. */
const MAX_BESIDE_OTHERS = 4;
/** Files that are named; more are counted. */
const MAX_NAMED = 12;

interface FileReading {
  readonly fileIdx: number;
  readonly file: SignedFile;
  readonly outcome: Outcome;
  /** What may explain it, best first. */
  readonly ranked: readonly Ranked[];
}

/** Incidents of the files that tell of a failure, gravest first. Same input, same incidents. */
export async function readLog(input: ReadingInput): Promise<readonly Incident[]> {
  const read: FileReading[] = [];
  for (const [fileIdx, summary] of input.table.files.slice(0, MAX_FILES).entries()) {
    if (summary.numRecords === 0) continue;
    const file = signFile(await readLines(input.table, input.templates, summary, input.readRecords));
    const outcome = outcomeOf(file);
    read.push({ fileIdx, file, outcome, ranked: rank(file, outcome) });
  }
  const failed = read.filter(({ ranked, file, outcome }) => tellsFailure(ranked, file, outcome));
  const passed = read.filter((each) => !failed.includes(each)).map(({ file }) => file);
  const told = failed.map((each) => {
    const known = passed.length === 0 ? null : knownLines(each.file, passed);
    return { ...each, known, explaining: explain(each.file, each.ranked, each.outcome, known) };
  });
  const ranked = told
    .filter(({ explaining }) => explaining.length > 0)
    .sort((a, b) => b.explaining[0].score - a.explaining[0].score || a.fileIdx - b.fileIdx);
  const incidents = ofOneCause(ranked)
    .slice(0, MAX_INCIDENTS)
    .map((group) => incidentOf(group, input));
  return incidents.map((incident, i) => ({ ...incident, id: `INC-${i + 1}` }));
}

/** Files that failed of the same thing, by what explains it first; groups and their members in the order given. */
function ofOneCause(ranked: readonly Told[]): readonly (readonly [Told, ...Told[]])[] {
  const groups = new Map<string, [Told, ...Told[]]>();
  for (const each of ranked) {
    const [{ sign }] = each.explaining;
    const { exception } = sign;
    const said = exception ? `${exception.type}: ${exception.message}` : each.file.lines[sign.at].bare;
    const form = normalForm(said);
    const group = groups.get(form);
    if (group) group.push(each);
    else groups.set(form, [each]);
  }
  return [...groups.values()];
}

interface Told extends FileReading {
  readonly known: KnownLines | null;
  readonly explaining: readonly Explaining[];
}

/** The incident of the first of the files, with what each of the others says. */
function incidentOf([first, ...others]: readonly [Told, ...Told[]], input: ReadingInput): Incident {
  const { fileIdx, file, outcome, known, explaining } = first;
  const { table } = input;
  const nameOf = (each: Told): string => table.files[each.fileIdx].name;
  const own = explaining.slice(0, others.length === 0 ? MAX_EVIDENCE : MAX_BESIDE_OTHERS);
  const evidence = [
    ...own.map((each, i) => evidenceOf(each, i, file, nameOf(first))),
    ...others
      .slice(0, MAX_EVIDENCE - own.length)
      .map((each, i) => evidenceOf(each.explaining[0], own.length + i, each.file, nameOf(each))),
  ];
  const causes = causesOf(explaining, evidence, { fileIdx, file, ...input });
  const { found, hypotheses, ruledOut } = causes;
  const times = evidence.map(({ timeMs }) => timeMs).filter((timeMs) => timeMs !== null);
  const [start, end] = [Math.min(...times), Math.max(...times)].map(
    (ms) => (Number.isFinite(ms) ? ms : Number.NaN) as EpochMs,
  );
  const numLines = file.lines.filter(({ isWithin }) => !isWithin).length;
  const names = others.map(nameOf);
  const also = names.length === 0 ? '' : ` The same in ${listed(names)}.`;
  const told = `Read and not compared: ${countOf(numLines, 'line')} of ${nameOf(first)}.${also}`;
  const compared =
    known === null ? '' : ' A run that passed was dropped beside it, and what it shows too was left out.';
  return {
    basis: 'read',
    id: '',
    windowBegin: 0,
    windowEnd: 0,
    start,
    end,
    firstConfirmed: start,
    kind: 'anomaly',
    severity: severityOf(file, outcome, explaining),
    outageStart: null,
    outageReason: null,
    leadMinutes: null,
    votes: {},
    reasons: [],
    title: titleOfReading(file, explaining, [first, ...others].map(nameOf)),
    topTemplates: [],
    evidence: causes.evidence,
    runbooks: found.runbooks.map(
      ({ phrases: _p, claim: _c, after: _a, requires: _r, criteria: _k, ...hit }) => hit,
    ),
    changes: [],
    hypotheses,
    ruledOut,
    steps: [
      { name: 'context', finding: told + compared },
      { name: 'runbooks', finding: found.line },
      { name: 'changes', finding: 'Without times, nothing tells what came before.' },
      {
        name: 'ticket',
        finding: `${countOf(evidence.length, 'evidence line')}, ${hypotheses.length} hypotheses that cite them.`,
      },
    ],
  };
}

function listed(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return [...names.slice(0, MAX_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** A line, and of a trace or a message over several lines what follows it in the same record or block. */
function evidenceOf({ sign, why }: Explaining, i: number, { lines }: SignedFile, source: string): Evidence {
  const { row, lineNum, timeMs, template } = lines[sign.at];
  const end = Math.min(Math.max(sign.end, sign.at + 1), sign.at + LINES_SHOWN);
  return {
    id: `E${i + 1}`,
    row: row as RowIdx,
    source,
    lineNum,
    timeMs: Number.isNaN(timeMs) ? null : (timeMs as EpochMs),
    text: lines
      .slice(sign.at, end)
      .filter(({ isWithin }, k) => k === 0 || !isWithin)
      .map(({ raw }) => raw)
      .join('\n'),
    why,
    template: template as TemplateIdx,
  };
}

/** Critical: something died or is damaged, and no build that ran says that it is only that build. */
function severityOf(
  { stepOf, signs }: SignedFile,
  { failedAt }: Outcome,
  [first]: readonly Explaining[],
): Severity {
  const isBuild =
    signs.some(({ kind }) => kind === 'test' || kind === 'compile' || kind === 'step') ||
    stepOf[stepOf.length - 1] > 0;
  if (!isBuild && (first.sign.kind === 'crash' || first.sign.kind === 'damage')) return 'critical';
  return failedAt !== null || first.sign.isStated || first.sign.weight >= 6 ? 'error' : 'warning';
}
