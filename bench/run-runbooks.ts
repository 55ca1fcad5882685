/**
 * The search over the corpus, asked one line at a time: `npm run bench -- runbooks` (`npx tsx bench/run-runbooks.ts --show` names each line whose document is not
 * first). In: bench/runbook-phrases.json: lines as products log them with the ids of their documents, written before the documents or after them (and none mended by
 * these), and lines of healthy systems. Lines and documents have the same authors: hits say that documents are told apart, not how much of all logs they know.
 * Out: hit@1 and hit@3 of both, and the healthy lines that a strong phrase claims.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRunbookSearch } from '../src/runbooks/search';
import { ROOT } from './build';
import { readCorpus } from './corpus';

const show = process.argv.includes('--show');
const documents = readCorpus();
const search = buildRunbookSearch(documents);
const ask = (text: string) => search([{ text, weight: 1, template: null }]);

interface Phrases {
  /** Ids of the right documents, separated by spaces, and a line. */
  readonly heldOut: readonly (readonly [ids: string, line: string])[];
  readonly writtenAfter: Phrases['heldOut'];
  readonly healthy: readonly string[];
}

const phrases: Phrases = JSON.parse(readFileSync(join(ROOT, 'bench', 'runbook-phrases.json'), 'utf8'));
const all = [...phrases.heldOut, ...phrases.writtenAfter].flatMap(([right]) => right.split(' '));
const known = new Set(documents.map(({ id }) => id));
const unknown = all.filter((id) => !known.has(id));
if (unknown.length > 0) throw new Error(`no such document: ${[...new Set(unknown)].join(', ')}`);

const claimed = phrases.healthy.flatMap((line) => {
  const strong = ask(line).flatMap((hit) =>
    hit.phrases.flatMap((each) => (each.strong ? [`${hit.id} "${each.phrase}"`] : [])),
  );
  return strong.length > 0 ? [`${line.slice(0, 120)}\n    ${strong.join(', ')}`] : [];
});
console.log(
  [
    `documents              ${documents.length}, of them asked for ${new Set(all).size}`,
    ...score('before', phrases.heldOut),
    ...score('after', phrases.writtenAfter),
    `healthy lines claimed  ${claimed.length} of ${phrases.healthy.length}`,
    ...claimed,
  ].join('\n'),
);

function score(name: string, lines: Phrases['heldOut']): readonly string[] {
  let numFirst = 0;
  let numThree = 0;
  for (const [right, line] of lines) {
    const hits = ask(line);
    const rank = hits.findIndex(({ id }) => right.split(' ').includes(id));
    if (rank === 0) numFirst++;
    if (rank >= 0 && rank < 3) numThree++;
    if (rank === 0 || !show) continue;
    const first = hits.slice(0, 3).map(({ id, matched }) => `${id} (${matched.slice(0, 2).join(', ')})`);
    console.log(
      `${rank < 0 ? 'not found' : rank + 1} ${right}: ${line.slice(0, 120)}\n    ${first.join('; ')}`,
    );
  }
  const share = (num: number): string => `${num} of ${lines.length} (${(num / lines.length).toFixed(3)})`;
  return [
    `${name.padEnd(7)} hit@1          ${share(numFirst)}`,
    `${name.padEnd(7)} hit@3          ${share(numThree)}`,
  ];
}
