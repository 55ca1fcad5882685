// `npm run fit:reading`: fits the model by which short logs are read to all cases (reading-cases.ts), and writes src/core/read/weights.ts. The same logs give the same file.
// How it fares on logs that it has not seen is told by `npm run bench -- short-logs`. Real logs (ci_failures) are no part of the fit.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build';
import { fitModel } from './fit-model';
import { openCases } from './reading-cases';

/** What the product imports. */
const NAME = 'MODEL';
const cases = await openCases();
const { anyLine, byRule, weights } = fitModel(cases);
const rows = Object.entries(weights)
  .map(([trait, weight]): [string, string] => [trait, String(Number(weight.toFixed(2)))])
  .filter(([, weight]) => Number(weight) !== 0)
  .sort(([a, x], [b, y]) => Number(y) - Number(x) || (a < b ? -1 : 1));
const keyOf = (trait: string): string => (/^[a-z]+$/.test(trait) ? trait : `'${trait}'`);
writeFileSync(
  join(ROOT, 'src', 'core', 'read', 'weights.ts'),
  `/**
 * How much each trait of a line says that it explains a failure, in logits; traits.ts and traits-around.ts say what each means. Written by \`npm run fit:reading\`,
 * which fits them to the logs of bench/short-logs: nothing here is set by hand. docs/decisions/0033-how-a-short-log-is-read.md says how well they do.
 */
import type { Model } from './model';

export const ${NAME}: Model = {
  anyLine: ${Number(anyLine.toFixed(2))},
  byRule: ${Number(byRule.toFixed(3))},
  weights: {
${rows.map(([trait, weight]) => `    ${keyOf(trait)}: ${weight},`).join('\n')}
  },
};
`,
);
console.log(`${cases.length} cases, ${rows.length} weights`);
