// How the model by which short logs are read fares on logs that it was not fitted to: ten folds, all logs of one family in the same. In: the cases. Out: printed, how many
// are right of the logs as their rules read them, without half of those, without any that was written for their kind; and of the pieces, for which none was.
import { fitModel } from './fit-model';
import { type Case, type Marks, marksOf, openCases, SHARES } from './reading-cases';
import { chance } from './rule-masks';

const NUM_FOLDS = 10;

interface Judged {
  readonly each: Case;
  readonly marks: Marks;
}

export async function reportFolds(): Promise<void> {
  const judged = judgedByFolds(await openCases());
  for (const share of [...SHARES, null]) {
    const own = judged.filter(({ each }) => each.share === share);
    console.log(`${NAMES.get(share)}, judged by a model that was not fitted to them: ${summary(own)}`);
  }
}

const NAMES: ReadonlyMap<number | null, string> = new Map([
  [0, 'own logs, without rules that only their family needs'],
  [0.5, 'own logs, without half of the rules that they need'],
  [1, 'own logs, without any rule of the tables'],
  [null, 'pieces'],
]);

function judgedByFolds(cases: readonly Case[]): readonly Judged[] {
  const families = [...new Set(cases.map(({ family }) => family))].sort((a, b) => chance(a) - chance(b));
  const foldOf = new Map(families.map((family, i) => [family, i % NUM_FOLDS]));
  const judged: Judged[] = [];
  for (let fold = 0; fold < NUM_FOLDS; fold++) {
    const isOfFold = ({ family }: Case): boolean => foldOf.get(family) === fold;
    const model = fitModel(cases.filter((each) => !isOfFold(each)));
    for (const each of cases.filter(isOfFold)) judged.push({ each, marks: marksOf(each, model) });
  }
  return judged;
}

function summary(judged: readonly Judged[]): string {
  const failed = judged.filter(({ each }) => !each.log.expected.healthy);
  const healthy = judged.filter(({ each }) => each.log.expected.healthy);
  const num = (key: 'isTitle' | 'isCause' | 'isFirst' | 'isRight'): number =>
    failed.filter(({ marks }) => marks[key]).length;
  const quiet = healthy.filter(({ marks }) => marks.isRight).length;
  return `title ${num('isTitle')}, cause line ${num('isCause')}, first evidence ${num('isFirst')}, all three ${num('isRight')} of ${failed.length}; ${quiet} of ${healthy.length} healthy ones without an incident`;
}
