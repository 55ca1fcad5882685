// Rounds of the OpenStack composites: what each stretch of them is. In: rounds.csv and truth.json. Out: rounds by kind, each once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OSLO_CLOCK } from './clocks';
import { readSource, type Source } from './source';
import type { TrueIncident } from './truth';

export interface Round {
  readonly source: Source;
  /** 'Nova', 'Neutron', 'Cinder'. */
  readonly system: string;
  /** 'Nova/49': a test; its rounds are /1, with a fault injected, and /2, without. */
  readonly test: string;
  readonly from: number;
  readonly to: number;
  readonly hasFailed: boolean;
  readonly isSymptom: boolean;
  /** Its fault shows in the log and fails nothing. */
  readonly isNeutral: boolean;
  readonly faultActivated: string;
  /** What its failure is in the truth of the composite it came from. */
  readonly incident: TrueIncident | null;
}

export interface Rounds {
  /** Both rounds of a test that nothing failed in, and that shows no fault. */
  readonly pairs: readonly (readonly [Round, Round])[];
  readonly failed: readonly Round[];
  readonly symptoms: readonly Round[];
  readonly neutral: readonly Round[];
}

const COMPOSITES = [1, 2, 3, 4, 5, 6, 8, 7].map((n) => `openstack_v${n}`);

export function readRounds(incidentsDir: string): Rounds {
  const all = COMPOSITES.flatMap((name) => roundsOf(join(incidentsDir, name), `${name}.log.gz`));
  const known = new Map<string, Round>();
  for (const round of all) {
    const key = `${round.test}/${round.isSecond ? 2 : 1}`;
    if (!known.has(key)) known.set(key, round);
  }
  const rounds = [...known.values()];
  const isQuiet = (round: Round | undefined): round is Round =>
    round !== undefined && !round.hasFailed && !round.isSymptom && !round.isNeutral;
  const pairs = [...new Set(rounds.map(({ test }) => test))].flatMap((test) => {
    const [first, second] = [known.get(`${test}/1`), known.get(`${test}/2`)];
    return isQuiet(first) && isQuiet(second) ? [[first, second] as const] : [];
  });
  return {
    pairs,
    failed: rounds.filter(({ hasFailed }) => hasFailed),
    symptoms: rounds.filter(({ isSymptom }) => isSymptom),
    neutral: rounds.filter(({ isNeutral }) => isNeutral),
  };
}

function roundsOf(dir: string, file: string): (Round & { isSecond: boolean })[] {
  const source = readSource(dir, file, OSLO_CLOCK);
  const isInside = (time: string, start: string, end: string): boolean => time >= start && time <= end;
  const [, ...rows] = readFileSync(join(dir, 'rounds.csv'), 'utf8').trim().split(/\r?\n/);
  return rows.map((row, i) => {
    const [start, end, round, , failed, symptom, faultActivated] = row.split(',');
    // A failure may be told of just after the last record of its round.
    const next = rows[i + 1]?.split(',')[0] ?? '9';
    const [system, number, which] = round.split('/');
    const { incidents, neutral = [] } = source.truth;
    return {
      source,
      system,
      test: `${system}/${number}`,
      isSecond: which === '2',
      from: Date.parse(start),
      to: Date.parse(end) + 1,
      hasFailed: failed === '1',
      isSymptom: symptom === '1',
      isNeutral: neutral.some((span) => isInside(start, span.start, span.end)),
      faultActivated,
      incident: incidents.find(({ outage_start }) => isInside(outage_start, start, next)) ?? null,
    };
  });
}
