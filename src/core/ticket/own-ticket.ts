/**
 * A ticket in the user's own form. In: Markdown with placeholders such as {{title}}, an incident and its analysis. Out: the same with what is known in their
 * place, log text in it fenced, in a code span or escaped, and a fault for each placeholder that there is none of, by its line.
 */
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { type Block, blocksOf } from './first-part';
import { code } from './neutral';
import { evidenceBlock, itemText, titleText } from './sections';
import { readableTime } from './times';

/** What each stands for; '': a list or a block where it stands alone on its line, else its items one after the other. */
export const PLACEHOLDERS = {
  title: 'What happened to what, and when',
  severity: 'critical, error, warning or info',
  id: 'INC-1, INC-2, ...',
  impact: 'What users would notice',
  when: 'First sign, outage, end',
  where: 'Component, host, file and line of code',
  events: 'What happened, by time',
  cause: 'The likely cause, how sure, and why not surer',
  ruled_out: 'Causes that the log speaks against',
  steps: 'What to do now',
  questions: 'What is not known, and what would settle it',
  evidence: 'The lines of the log, fenced',
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;

export interface TemplateFault {
  /** From 1. */
  readonly line: number;
  /** As it stands there: '{{titel}}'. */
  readonly placeholder: string;
  /** One sentence. */
  readonly message: string;
}

export interface OwnTicket {
  readonly markdown: string;
  readonly faults: readonly TemplateFault[];
}

const NOT_KNOWN = 'not known';
const MARK = /\{\{([^{}\n]*)\}\}/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Faults of a template, by line: unknown placeholders, and known ones within code, a tag or a link, where nothing keeps log text from ending it. */
export function faultsOfTemplate(template: string): readonly TemplateFault[] {
  const names = Object.keys(PLACEHOLDERS).join(', ');
  return linesOf(template).flatMap(({ text, line, isCode }) =>
    [...text.matchAll(MARK)].flatMap((match): TemplateFault[] => {
      const [placeholder, name] = match;
      const at = `Line ${line}: ${placeholder}`;
      if (!isPlaceholder(name.trim()))
        return [{ line, placeholder, message: `${at} stands for nothing; there are ${names}.` }];
      const before = text.slice(0, match.index);
      const isSpan = (before.match(/`/g) ?? []).length % 2 === 1;
      const isTag = /<[a-z/!][^<>]*$/i.test(before) || /\]\([^)]*$/.test(before);
      if (!isCode && !isSpan && !isTag) return [];
      const where = isTag ? 'a tag or the target of a link' : 'code';
      return [{ line, placeholder, message: `${at} stands within ${where}: put it outside of it.` }];
    }),
  );
}

/** What a fault is about stays as it was written. */
export function ownTicket(template: string, incident: Incident, result: AnalysisResult): OwnTicket {
  const faults = faultsOfTemplate(template);
  const values = valuesOf(incident, result);
  const written = linesOf(template).map(({ text, line }) => {
    const isLeft = (placeholder: string): boolean =>
      faults.some((fault) => fault.line === line && fault.placeholder === placeholder);
    const alone = /^\s*\{\{([^{}\n]*)\}\}\s*$/.exec(text);
    if (alone && !isLeft(alone[0].trim())) return values[alone[1].trim() as Placeholder].alone;
    return text.replace(MARK, (placeholder, name: string) =>
      isLeft(placeholder) ? placeholder : values[name.trim() as Placeholder].inline,
    );
  });
  return { markdown: `${written.join('\n').trimEnd()}\n`, faults };
}

interface TemplateLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Within a fence. */
  readonly isCode: boolean;
}

function linesOf(template: string): readonly TemplateLine[] {
  let open: string | null = null;
  return template.split(/\r?\n/).map((text, i) => {
    const mark = FENCE.exec(text)?.[1] ?? null;
    const isFence = mark !== null;
    if (open === null && isFence) open = mark;
    else if (open !== null && isFence && mark[0] === open[0] && mark.length >= open.length) {
      open = null;
      return { text, line: i + 1, isCode: true };
    }
    return { text, line: i + 1, isCode: open !== null };
  });
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDERS, name);
}

/** As it is written where the placeholder has a line of its own, and within a line. */
interface Value {
  readonly alone: string;
  readonly inline: string;
}

const LABELS: Readonly<Partial<Record<Placeholder, RegExp>>> = {
  impact: /^Impact$/,
  when: /^When$/,
  where: /^Where$/,
  events: /^What happened$/,
  cause: /^Likely cause/,
  ruled_out: /^Ruled out$/,
  steps: /^Do now$/,
  questions: /^Open$/,
};

function valuesOf(incident: Incident, result: AnalysisResult): Readonly<Record<Placeholder, Value>> {
  const blocks = blocksOf(incident, result);
  const places = incident.evidence.map(
    ({ id, source, lineNum, timeMs }) => `[${id}] ${code(`${source}:${lineNum}`)} ${readableTime(timeMs)}`,
  );
  const own: Partial<Record<Placeholder, Value>> = {
    title: both(titleText(incident.title)),
    severity: both(incident.severity),
    id: both(incident.id),
    evidence: {
      alone: incident.evidence.map(evidenceBlock).join('\n\n') || NOT_KNOWN,
      inline: places.join('; ') || NOT_KNOWN,
    },
  };
  const names = Object.keys(PLACEHOLDERS) as Placeholder[];
  return Object.fromEntries(
    names.map((name) => {
      const block = blocks.find(({ label }) => LABELS[name]?.test(label));
      return [name, own[name] ?? valueOfBlock(block)];
    }),
  ) as Record<Placeholder, Value>;
}

function both(text: string): Value {
  return { alone: text, inline: text };
}

function valueOfBlock(block: Block | undefined): Value {
  if (block === undefined) return both(NOT_KNOWN);
  const { form, label, items } = block;
  const sure = /\((\w+)\)$/.exec(label);
  const texts = items.map(itemText);
  const inline = texts.join('; ');
  if (form === 'line') return both(sure ? `(${sure[1]}) ${inline}` : inline);
  const mark = (i: number): string => (form === 'steps' ? `${i + 1}.` : '-');
  return { alone: texts.map((text, i) => `${mark(i)} ${text}`).join('\n'), inline };
}
