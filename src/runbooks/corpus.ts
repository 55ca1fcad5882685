/** The built-in knowledge: every file of corpus/, bundled as text. Out: its documents, and a Problem for each broken one. */
import type { Problem } from '../contracts/units';
import { problem } from '../core/wording/problem';
import { parseRunbook, type RunbookDocument } from './document';

const FILES = import.meta.glob<string>('/corpus/**/*.md', { query: '?raw', import: 'default', eager: true });

export interface Corpus {
  readonly documents: readonly RunbookDocument[];
  readonly problems: readonly Problem[];
}

/** All documents of corpus/, in order of their paths; two with the same id: the second is a Problem. */
export function loadCorpus(files: Readonly<Record<string, string>> = FILES): Corpus {
  const documents: RunbookDocument[] = [];
  const problems: Problem[] = [];
  for (const path of Object.keys(files).sort()) {
    const { document, problem: why } = parseRunbook(path.replace(/^\//, ''), files[path]);
    if (why) problems.push(why);
    else if (documents.some((each) => each.id === document.id)) problems.push(duplicate(document));
    else documents.push(document);
  }
  return { documents, problems };
}

function duplicate(document: RunbookDocument): Problem {
  const message = `The document was left out of the runbook search: another one has the id "${document.id}".`;
  return problem('warning', 'duplicate-runbook', message, { file: document.path });
}
