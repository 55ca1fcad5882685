/**
 * Evidence that grows by the lines that hypotheses rest on. In: the lines cited so far, hypotheses. Out: hypotheses with ids, and the
 * evidence with what was added; a line of a hypothesis that is not told is not added.
 */
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Evidence } from '../../contracts/incident';
import type { LogTable } from '../../contracts/tables';
import type { Line } from './around';
import { type EvidenceRequest, toEvidence } from './evidence';

export interface EvidenceBook {
  /** Id of the line, or what stands for it until `settle`. */
  readonly cite: (at: Line, text: string, why: string) => string;
  /** Id of the line if it is evidence already. */
  readonly idOf: (row: number) => string | null;
  /** Id of the first line; null: there is none. */
  readonly first: string | null;
  /** The hypotheses with the ids of the lines that they cite, which become evidence. */
  readonly settle: (hypotheses: readonly Hypothesis[]) => readonly Hypothesis[];
  readonly evidence: () => readonly Evidence[];
}

export function openEvidenceBook(known: readonly Evidence[], table: LogTable): EvidenceBook {
  const all = [...known];
  const open = new Map<string, Evidence>();
  const idOf = (row: number): string | null => all.find((each) => each.row === row)?.id ?? null;
  const settled = (id: string): string => {
    const added = open.get(id);
    if (!added) return id;
    const own = idOf(added.row) ?? `E${all.length + 1}`;
    if (own === `E${all.length + 1}`) all.push({ ...added, id: own });
    return own;
  };
  return {
    idOf,
    first: known[0]?.id ?? null,
    evidence: () => all,
    cite: (at, text, why) => {
      const id = idOf(at.row);
      if (id !== null) return id;
      const place = `row ${at.row}`;
      const request = { row: at.row, why, template: at.template } as EvidenceRequest;
      if (!open.has(place)) open.set(place, toEvidence([request], [text], table)[0]);
      return place;
    },
    settle: (hypotheses) =>
      hypotheses.map((each) => ({
        ...each,
        evidence: each.evidence.map(settled),
        ...(each.tests && {
          tests: each.tests.map((test) => ({ ...test, evidence: test.evidence.map(settled) })),
        }),
      })),
  };
}
