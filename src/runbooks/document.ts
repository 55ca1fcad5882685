/**
 * One document of the corpus: Markdown with YAML front matter. In: path and text. Out: a RunbookDocument, or a
 * Problem that names the file and what is wrong with it.
 */
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { CHANGE_KINDS, type ChangeKind } from '../contracts/changes';
import { type RunbookHit, SEVERITIES, type Severity } from '../contracts/incident';
import type { Problem } from '../contracts/units';
import { problem } from '../core/wording/problem';
import { firstActions } from './actions';

export interface RunbookDocument {
  readonly id: string;
  readonly title: string;
  readonly kind: RunbookHit['kind'];
  readonly services: readonly string[];
  readonly tags: readonly string[];
  readonly severity: Severity;
  /** One sentence: what is going on if the document applies. */
  readonly claim: string;
  /** Kinds of changes that commonly come before it. */
  readonly after: readonly ChangeKind[];
  /** Names of the product it is about, as its logs show them: one of them must stand in the log; empty: of no product. */
  readonly requires: readonly string[];
  /** Literal phrases of log lines; `*` stands for one changing word. */
  readonly symptoms: readonly string[];
  /** Phrases that lead to the document and prove nothing: healthy logs hold them too. */
  readonly routine: readonly string[];
  /** Phrases of what it looks like before. */
  readonly precursors: readonly string[];
  /** Phrases that, near its first sign, speak against it. */
  readonly rulesOut: readonly string[];
  /** Ids of documents that often are the cause of this one. */
  readonly consequenceOf: readonly string[];
  /** 'what': it says what fails and not why, so that it is never highly certain as a cause. */
  readonly tells: 'why' | 'what';
  /** It speaks of a change, and means nothing without one of `after`. */
  readonly needsChange: boolean;
  /** Markdown after the front matter. */
  readonly body: string;
  readonly actions: readonly string[];
  readonly path: string;
}

export type ParsedDocument =
  | { readonly document: RunbookDocument; readonly problem: null }
  | { readonly document: null; readonly problem: Problem };

const words = v.optional(v.array(v.pipe(v.string(), v.trim(), v.nonEmpty())), []);
const phrases = v.array(v.pipe(v.string(), v.trim(), v.minLength(4)));
const FrontMatter = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'the id may hold a-z, 0-9 and - only')),
  title: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  kind: v.picklist(['runbook', 'postmortem', 'note']),
  services: words,
  tags: words,
  severity: v.picklist(SEVERITIES),
  claim: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  after: v.optional(v.array(v.picklist(CHANGE_KINDS)), []),
  requires: words,
  symptoms: v.pipe(phrases, v.minLength(3, 'at least three symptoms')),
  routine: v.optional(phrases, []),
  precursors: v.optional(phrases, []),
  rules_out: v.optional(phrases, []),
  consequence_of: words,
  tells: v.optional(v.picklist(['why', 'what']), 'why'),
  needs_change: v.optional(v.boolean(), false),
});

/** Document of the corpus: complete front matter, or a Problem 'bad-runbook'. */
export function parseRunbook(path: string, text: string): ParsedDocument {
  const split = splitFrontMatter(text);
  if (!split.ok) return broken(path, split.why);
  const checked = v.safeParse(FrontMatter, split.data);
  if (!checked.success) return broken(path, firstIssue(checked.issues));
  const body = split.body;
  const { rules_out, consequence_of, needs_change, ...rest } = checked.output;
  const named = { rulesOut: rules_out, consequenceOf: consequence_of, needsChange: needs_change };
  return { document: { ...rest, ...named, body, actions: firstActions(body), path }, problem: null };
}

type Split =
  | { readonly ok: true; readonly data: unknown; readonly body: string }
  | { readonly ok: false; readonly why: string };

function splitFrontMatter(text: string): Split {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
  if (!match) return { ok: false, why: 'it has no front matter between two lines of ---' };
  try {
    // Aliases can be nested into a bomb: none are needed here.
    return { ok: true, data: parseYaml(match[1], { maxAliasCount: 0 }) ?? {}, body: match[2].trim() };
  } catch (error) {
    return {
      ok: false,
      why: `its front matter is not valid YAML (${(error as Error).message.split('\n', 1)[0]})`,
    };
  }
}

function firstIssue(issues: readonly v.BaseIssue<unknown>[]): string {
  const path = issues[0].path?.map((each) => String(each.key)).join('.') ?? '';
  return `its front matter is wrong${path ? ` at "${path}"` : ''}: ${issues[0].message}`;
}

function broken(path: string, why: string): ParsedDocument {
  const message = `The document was left out of the runbook search: ${why}.`;
  return { document: null, problem: problem('warning', 'bad-runbook', message, { file: path }) };
}
