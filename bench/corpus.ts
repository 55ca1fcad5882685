// The corpus that the product is built with, for benchmarks that run without a build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRunbook, type RunbookDocument } from '../src/runbooks/document';
import { ROOT } from './build';

/** @throws Error with the path of a document that does not hold */
export function readCorpus(): readonly RunbookDocument[] {
  return ['runbooks', 'postmortems'].flatMap((folder) =>
    readdirSync(join(ROOT, 'corpus', folder)).map((file) => {
      const path = `corpus/${folder}/${file}`;
      const { document, problem } = parseRunbook(path, readFileSync(join(ROOT, path), 'utf8'));
      if (!document) throw new Error(`${path}: ${problem.message}`);
      return document;
    }),
  );
}
