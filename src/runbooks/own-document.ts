/**
 * A runbook of the user's own. In: its path and text. Out: a document for the search, as one of corpus/ where its front matter is whole, else read by
 * its headings: its words find it, and what stands in it as code is looked for in the log literally. It claims nothing that it does not write.
 */
import type { OwnRunbook } from '../contracts/own-runbooks';
import { firstActions, itemsOf } from './actions';
import { parseRunbook, type RunbookDocument } from './document';

const MOST_PHRASES = 80;
const MOST_ACTIONS = 4;

/** The name of its file stands behind its title wherever it is named. */
export function ownDocument({ path, text }: OwnRunbook): RunbookDocument {
  const id = `own-${path}`;
  const { document } = parseRunbook(path, text);
  if (document) return { ...document, id, title: `${document.title} (${path})` };
  const body = text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '').trim();
  const none: readonly string[] = [];
  const actions = firstActions(body);
  return {
    id,
    title: `${titleOf(body, path)} (${path})`,
    kind: 'note',
    severity: 'warning',
    claim: '',
    ...{ services: none, tags: none, after: [], requires: none, routine: none, precursors: none },
    ...{ rulesOut: none, consequenceOf: none },
    symptoms: codeOf(body),
    tells: 'what',
    needsChange: false,
    body,
    actions: actions.length > 0 ? actions : itemsOf(body.split(/\r?\n/)).slice(0, MOST_ACTIONS),
    path,
  };
}

function titleOf(body: string, path: string): string {
  const heading = /^#{1,4}[ \t]+(.+?)[ \t]*#*[ \t]*$/m.exec(body)?.[1];
  return (heading ?? path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')).slice(0, 200);
}

/** Code of at least two words: in runbooks these are messages and commands, and commands stand in no log. */
function codeOf(body: string): readonly string[] {
  const fenced = [...body.matchAll(/^(?:```|~~~)[^\n]*\n([\s\S]*?)^(?:```|~~~)/gm)].flatMap(([, code]) =>
    code.split('\n'),
  );
  const spans = [...body.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
  const phrases = [...spans, ...fenced].map((phrase) => phrase.trim());
  const isPhrase = (phrase: string): boolean =>
    /\S\s+\S/.test(phrase) && phrase.length >= 10 && phrase.length <= 300 && !/^[$#>]/.test(phrase);
  return [...new Set(phrases.filter(isPhrase))].slice(0, MOST_PHRASES);
}
