/**
 * Causes of what a log that was read tells. In: the lines that explain, the lines around them, the runbook search. Out: runbooks, hypotheses and
 * those that the log speaks against, with the evidence that they cite.
 */
import type { Evidence } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { fullCollection } from '../features/full-heaps';
import { openEvidenceBook } from '../investigate/evidence-book';
import { heapCause } from '../investigate/heap-cause';
import { formHypotheses } from '../investigate/hypotheses';
import { productsOf } from '../investigate/products';
import type { RunbookSearch } from '../investigate/runbook-search';
import { findRunbooks } from '../investigate/runbooks-step';
import { sightingsIn } from '../investigate/sightings';
import type { Explaining } from './explain';
import type { SignedFile } from './read-signs';

const EVIDENCE_WEIGHT = [1, 0.9, 0.8, 0.6];
/** Lines before and after one that explains in which something may speak for a cause or against it. */
const LINES_AROUND = 100;
const MAX_PART = 1000;

interface CausesInput {
  readonly fileIdx: number;
  readonly file: SignedFile;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly search: RunbookSearch;
}

export function causesOf(
  explaining: readonly Explaining[],
  evidence: readonly Evidence[],
  { fileIdx, file, table, templates, search }: CausesInput,
) {
  const parts = evidence.map(({ text, template }, i) => ({
    text: text.slice(0, MAX_PART),
    weight: EVIDENCE_WEIGHT[Math.min(i, EVIDENCE_WEIGHT.length - 1)],
    template,
  }));
  const found = findRunbooks(parts, search, productsOf(table, templates));
  const book = openEvidenceBook(evidence, table);
  const texts = new Map(evidence.map(({ row, text }): [number, string] => [row, text]));
  const near = new Set(explaining.map(({ sign }) => sign.at));
  for (const { sign } of explaining)
    for (let at = Math.max(0, sign.at - LINES_AROUND); at <= sign.at + LINES_AROUND; at++) near.add(at);
  const lines = [...near]
    .filter((at) => at < file.lines.length)
    .map((at) => file.lines[at])
    .map(({ row, timeMs, template, raw }) => ({
      at: { row, timeMs, template },
      fileIdx,
      text: texts.get(row) ?? raw,
    }));
  const componentOf = (template: number): string =>
    table.sources[templates.templates[template]?.source] ?? '';
  const causes = formHypotheses({
    candidates: found.candidates,
    sightings: sightingsIn(found.candidates, lines),
    scene: null,
    changes: [],
    about: { components: [], texts: [] },
    componentOf,
    book,
  });
  const full = explaining.some(
    ({ sign }) => sign.num !== undefined && fullCollection(file.lines[sign.at].raw)?.isInVain,
  );
  const heap = heapCause(full, evidence, causes.hypotheses);
  const hypotheses = heap ? [...book.settle([heap]), ...causes.hypotheses] : causes.hypotheses;
  return { found, ...causes, hypotheses, evidence: book.evidence() };
}
