// Cases that the model of src/core/read/weights.ts is fitted to and scored by: each log of bench/short-logs as its rules read it, as half of them do, and as none does
// that was written for its kind; and the pieces. In: logs. Out: cases, with which candidate explains each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../src/core/read/explain';
import type { Model } from '../src/core/read/model';
import { type Outcome, outcomeOf } from '../src/core/read/outcome';
import { type Described, describeLines, ranked, tellsFailure } from '../src/core/read/rank';
import { type SignedFile, signFile } from '../src/core/read/read-signs';
import { titleOfReading } from '../src/core/read/title';
import { masksOf } from './rule-masks';
import { openPieces, openShortLogs, SHORT_LOGS, type ShortLog } from './short-log-files';

/** How many of its rules a log has lost. */
export const SHARES = [0, 0.5, 1] as const;

export interface Case {
  readonly log: ShortLog;
  /** Logs of tools that are alike are judged by the same fold. */
  readonly family: string;
  /** One of SHARES; null: a piece, for which no rule was written. */
  readonly share: number | null;
  readonly file: SignedFile;
  readonly outcome: Outcome;
  readonly candidates: readonly Described[];
  /** By candidate: it explains the failure, and its title says so. */
  readonly explains: readonly boolean[];
  /** By candidate: it would do too, and teaches nothing. */
  readonly wouldDo: readonly boolean[];
}

export interface Marks {
  readonly isTitle: boolean;
  readonly isCause: boolean;
  readonly isFirst: boolean;
  /** All three, or of a healthy log that nothing is told. */
  readonly isRight: boolean;
  /** '' where nothing is told. */
  readonly title: string;
}

export async function openCases(): Promise<readonly Case[]> {
  const families = new Map<string, string>();
  for (const line of readFileSync(join(SHORT_LOGS, 'families.txt'), 'utf8').trim().split('\n'))
    for (const name of line.split(' ')) families.set(name, line.split(' ', 1)[0]);
  const logs = (await openShortLogs()).map((log) => ({ log, family: families.get(log.name) ?? log.name }));
  const masks = masksOf(logs.map(({ log, family }) => ({ family, lines: log.lines })));
  const cases = SHARES.flatMap((share) =>
    logs.map(({ log, family }) => {
      masks.on(family, share);
      return caseOf(log, family, share);
    }),
  );
  masks.off();
  return [...cases, ...(await openPieces()).map((log) => caseOf(log, log.name, null))];
}

function caseOf(log: ShortLog, family: string, share: number | null): Case {
  const file = signFile(log.lines);
  const outcome = outcomeOf(file);
  const candidates = describeLines(file, outcome);
  const { cause = [], first = cause } = log.expected;
  const holds = (at: number, words: readonly string[]): boolean => {
    const [raw] = log.lines[at].raw.split('\n', 1);
    return words.some((word) => raw.includes(word));
  };
  const isFirst = candidates.map(({ sign }) => holds(sign.at, first));
  const isTitled = candidates.map(({ sign }, i) => {
    const title = isFirst[i] ? titleOfReading(file, [{ sign, score: 0, why: '' }], [log.name]) : '';
    return isFirst[i] && isTitleOf(log, title);
  });
  const explains = isTitled.includes(true) ? isTitled : isFirst;
  const wouldDo = candidates.map(({ sign }, i) => !explains[i] && (isFirst[i] || holds(sign.at, cause)));
  return { log, family, share, file, outcome, candidates, explains, wouldDo };
}

function isTitleOf({ expected: { title = [] } }: ShortLog, told: string): boolean {
  return title.every((words) => new RegExp(words, 'i').test(told));
}

/** What the product would tell of it by this model, and whether that is right. */
export function marksOf({ log, file, outcome, candidates }: Case, model: Model): Marks {
  const best = ranked(candidates, model);
  const told = tellsFailure(best, file, outcome) ? explain(file, best, outcome, null) : [];
  if (told.length === 0)
    return {
      isTitle: false,
      isCause: false,
      isFirst: false,
      isRight: log.expected.healthy ?? false,
      title: '',
    };
  const title = titleOfReading(file, told, [log.name]);
  const { cause = [], first = cause } = log.expected;
  const lines = told.slice(0, 3).map(({ sign }) => file.lines[sign.at].raw.split('\n', 1)[0]);
  const isTitle = isTitleOf(log, title);
  const isCause = lines.some((line) => [...cause, ...first].some((words) => line.includes(words)));
  const isFirst = first.some((words) => lines[0].includes(words));
  return {
    isTitle,
    isCause,
    isFirst,
    isRight: isTitle && isCause && isFirst && !log.expected.healthy,
    title,
  };
}
