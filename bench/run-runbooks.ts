/**
 * The search over the corpus, asked one line at a time: `npm run bench -- runbooks` (`npx tsx bench/run-runbooks.ts --show` names each line whose document is not
 * first). In: bench/runbook-phrases.ts. Out: hit@1 and hit@3, and lines of healthy systems that a strong phrase claims.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRunbook, type RunbookDocument } from '../src/runbooks/document';
import { buildRunbookSearch } from '../src/runbooks/search';
import { ROOT } from './build';
import { HEALTHY, HELD_OUT } from './runbook-phrases';

const show = process.argv.includes('--show');
const documents = readCorpus();
const search = buildRunbookSearch(documents);
const ask = (text: string) => search([{ text, weight: 1, template: null }]);

const ids = new Set(documents.map(({ id }) => id));
const unknown = HELD_OUT.flatMap(([right]) => right.split(' ')).filter((id) => !ids.has(id));
if (unknown.length > 0) throw new Error(`no such document: ${[...new Set(unknown)].join(', ')}`);

let numFirst = 0;
let numThree = 0;
for (const [right, line] of HELD_OUT) {
  const hits = ask(line);
  const rank = hits.findIndex(({ id }) => right.split(' ').includes(id));
  if (rank === 0) numFirst++;
  if (rank >= 0 && rank < 3) numThree++;
  if (rank !== 0 && show) {
    const first = hits.slice(0, 3).map(({ id, matched }) => `${id} (${matched.slice(0, 2).join(', ')})`);
    console.log(
      `${rank < 0 ? 'not found' : rank + 1} ${right}: ${line.slice(0, 120)}\n    ${first.join('; ')}`,
    );
  }
}
const claimed = HEALTHY.flatMap((line) => {
  const phrases = ask(line).flatMap((hit) =>
    hit.phrases.flatMap((each) => (each.strong ? [`${hit.id} "${each.phrase}"`] : [])),
  );
  return phrases.length > 0 ? [`${line.slice(0, 120)}\n    ${phrases.join(', ')}`] : [];
});
const share = (num: number): string => `${num} of ${HELD_OUT.length} (${(num / HELD_OUT.length).toFixed(3)})`;
const kinds = new Set(HELD_OUT.flatMap(([right]) => right.split(' ')));
console.log(
  [
    `documents                      ${documents.length}, of them asked for ${kinds.size}`,
    `hit@1                          ${share(numFirst)}`,
    `hit@3                          ${share(numThree)}`,
    `healthy lines claimed          ${claimed.length} of ${HEALTHY.length}`,
    ...claimed,
  ].join('\n'),
);

function readCorpus(): readonly RunbookDocument[] {
  return ['runbooks', 'postmortems'].flatMap((folder) =>
    readdirSync(join(ROOT, 'corpus', folder)).map((file) => {
      const path = `corpus/${folder}/${file}`;
      const { document, problem } = parseRunbook(path, readFileSync(join(ROOT, path), 'utf8'));
      if (!document) throw new Error(`${path}: ${problem.message}`);
      return document;
    }),
  );
}
