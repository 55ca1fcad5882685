/**
 * What is handed over of an incident. In: incidents as the investigation leaves them, the tables. Out: the same with title and answer, their
 * evidence in the order in which it is read, and without any sentence that nothing backs.
 */
import type { Answer, Component, Statement } from '../../contracts/answer';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Evidence, Incident } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { componentOfSource } from '../entities/components';
import { isCarrier } from '../entities/generic-names';
import { isThing, type Resource } from '../entities/resources';
import { lastSighting } from '../features/occurrences';
import type { ReadTexts } from '../investigate/evidence';
import { scenesOf } from '../investigate/scene';
import { fileTimes } from '../lib/log-table';
import { backingOf, checked } from './backing';
import {
  chooseEvents,
  isTold,
  type ReadEvent,
  readEvents,
  type TemplateFacts,
  withoutNotices,
} from './events';
import { inReadingOrder } from './evidence-order';
import { hostOf } from './host';
import { measuredOf } from './measured';
import { wholeLines } from './more-traces';
import { faultsOf } from './quotation-check';
import { impactOf, openOf, type StatementInput, whenOf, whereOf } from './statements';
import { stepsOf } from './steps';
import { leadOf, titleOf } from './title';

export interface AnswerInput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  /** Null, as the baseline: the log was read and not compared. */
  readonly features: FeatureMatrix | null;
  readonly baseline: Baseline | null;
  readonly readTexts: ReadTexts;
}

/** One for one, in the order given. */
export async function withAnswers(
  incidents: readonly Incident[],
  input: AnswerInput,
): Promise<readonly Incident[]> {
  const facts = factsOfIncidents(incidents, input);
  const whole = await wholeLines(incidents, input, input.readTexts);
  const logEndMs = lastTimeOf(input.table);
  const isMerged = hasManyParts(input.table);
  return incidents.map((incident, i) => {
    const host = hostOf(incident.evidence, isMerged);
    const lines = whole[i].map(({ line }) => line);
    const texts = new Map(whole[i].map(({ line, text }) => [line.row, text]));
    const read = (evidence: readonly Evidence[]) =>
      readEvents(
        evidence.map((line) => ({ line, text: texts.get(line.row) ?? line.text })),
        facts[i],
        { isMerged, incident },
      );
    const isOfTrouble = notLearnt(incident, input.baseline);
    const first = chooseEvents(read(lines).filter(isTold).filter(isOfTrouble));
    // What was read stands in the order of what explains it already.
    const shown = { ...incident, evidence: lines };
    const ordered = incident.basis === 'read' ? shown : inReadingOrder(shown, first);
    const all = read(ordered.evidence);
    const events = chooseEvents(withoutNotices(all.filter(isTold).filter(isOfTrouble)));
    return answered(ordered, { all, events, host, logEndMs, texts, input });
  });
}

/** What stands in what was learnt as normal, or before it, did not happen in a trouble that began after it, though a likely cause may cite it. */
function notLearnt({ start }: Incident, baseline: Baseline | null): (event: ReadEvent) => boolean {
  if (baseline === null || !(start >= baseline.endMs)) return () => true;
  return ({ event: { timeMs } }) => timeMs === null || timeMs >= baseline.endMs;
}

interface Read {
  readonly all: readonly ReadEvent[];
  readonly events: readonly ReadEvent[];
  readonly host: string;
  readonly logEndMs: number | null;
  /** Of whole records, by row. */
  readonly texts: ReadonlyMap<number, string>;
  readonly input: AnswerInput;
}

function answered(incident: Incident, { all, events, host, logEndMs, texts, input }: Read): Incident {
  const zones = input.table.files.map(({ zone }) => zone);
  // Of what was read the first line is the one that explains.
  const [explains] = incident.basis === 'read' ? incident.evidence : [];
  const lead = events.find(({ event }) => event.evidence === explains?.id) ?? leadOf(events);
  const backing = backingOf(incident, { zones, host, logEndMs, events, texts });
  const told = checked(incident, backing);
  const measured = measuredOf(told.incident, input.table, input.templates);
  const about: StatementInput = { incident: told.incident, events, lead, measured, zones, logEndMs };
  const cause = causeOf(told.incident.hypotheses);
  const resources = mergeResources(all);
  const hit = told.incident.runbooks.find(({ id }) => id === cause?.runbook) ?? null;
  const impact = impactOf(about);
  const raw: Omit<Answer, 'numDropped'> = {
    basis: input.features === null ? 'read' : 'compared',
    components: componentsOf(events, lead, host),
    impact,
    when: whenOf(about),
    where: whereOf(about, host),
    whatHappened: events.map(({ event }) => event),
    cause,
    ruledOut: ruledOutOf(told.incident.ruledOut ?? []),
    doNow: stepsOf({
      runbook: hit,
      place: lead?.event.exception?.frame ?? null,
      resources,
      host,
      component: lead?.event.component ?? '',
      unit: unitOf(events),
    }),
    open: openOf({ ...about, faults: input.baseline?.faults ?? [] }, cause, impact !== null),
  };
  const titleBy = (of: readonly ReadEvent[]): string =>
    titleOf({
      ...{ incident: told.incident, events: of, host, measured, logEndMs },
      numFiles: input.table.files.length,
    });
  const titles =
    incident.basis === 'read' ? [told.incident.title] : [titleBy(events), titleBy(lead ? [lead] : [])];
  const ids = events.map(({ event }) => event.evidence);
  const plain = titles.find((each) => faultsOf(each, ids, backing).length === 0) ?? titles[titles.length - 1];
  const title = isFromFirstLine(incident, input.baseline) ? `Bad from the first line: ${plain}` : plain;
  const { answer, numDropped } = told.check(raw);
  return { ...told.incident, title, answer: { ...answer, numDropped: told.numDropped + numDropped } };
}

/** Of a log that is bad from its first line on, the incident that begins with it. */
function isFromFirstLine({ basis, windowBegin }: Incident, baseline: Baseline | null): boolean {
  return basis !== 'read' && windowBegin <= 1 && (baseline?.faults ?? []).some(({ kind }) => kind === 'ill');
}

/** Below 'medium' too little is known to name one. */
function causeOf(hypotheses: readonly Hypothesis[]): Hypothesis | null {
  const [first] = hypotheses;
  return first !== undefined && first.confidence !== 'low' ? first : null;
}

function ruledOutOf(hypotheses: readonly Hypothesis[]): readonly Statement[] {
  return hypotheses.map(({ text, evidence }) => ({ text, evidence }));
}

/** The faulty one first, then those of the other events, and the host. */
function componentsOf(
  events: readonly ReadEvent[],
  lead: ReadEvent | null,
  host: string,
): readonly Component[] {
  const named = [lead, ...events].flatMap((each) => each?.component ?? []);
  const all = host === '' ? named : [...named, { name: host, kind: 'host', from: 'message' } as const];
  return all.filter((each, i) => all.findIndex(({ name }) => name === each.name) === i);
}

/** Each thing once, by the best that any line tells of it. */
function mergeResources(events: readonly ReadEvent[]): readonly Resource[] {
  const best = new Map<string, Resource>();
  for (const { resources } of [...events].sort((a, b) => b.weight - a.weight))
    for (const each of resources) {
      const known = best.get(each.id);
      if (known === undefined || (!isThing(known.kind) && (isThing(each.kind) || known.kind === '')))
        best.set(each.id, each);
    }
  return [...best.values()];
}

/** A unit as systemd names it; '': no line does. */
function unitOf(events: readonly ReadEvent[]): string {
  return (
    events.find(({ line }) => /\bsystemd\[/.test(line.text) && line.text.includes('.service'))?.component
      ?.name ?? ''
  );
}

type FactsOf = (line: Evidence) => TemplateFacts;

function factsOfIncidents(
  incidents: readonly Incident[],
  { table, templates, features, baseline }: AnswerInput,
): readonly FactsOf[] {
  const scenes = features && baseline ? scenesOf(incidents, features, baseline) : null;
  return incidents.map((incident, i) => (line) => {
    const template = line.template === null ? null : templates.templates[line.template];
    const presence = line.template === null ? null : scenes?.[i].presenceOf(line.template);
    const shard = line.template === null ? 0 : (template?.source ?? 0);
    return {
      text: template?.text ?? '',
      level: template?.level ?? 0,
      source: table.sources[shard] ?? '',
      observed: presence?.inside ?? 1,
      expected: (presence?.usual ?? 0) * (incident.windowEnd - incident.windowBegin),
      lastMs: features && line.template !== null ? lastSeen(features, line.template, incident) : null,
    };
  });
}

function lastSeen(
  { occurrences, grid }: FeatureMatrix,
  template: number,
  { start, end }: Incident,
): number | null {
  return occurrences
    ? lastSighting(occurrences, template, grid.startMs, { startMs: start, endMs: end })
    : null;
}

function lastTimeOf({ files }: LogTable): number | null {
  const [, lastMs] = fileTimes(files);
  return Number.isFinite(lastMs) ? lastMs : null;
}

/** Whether the records are of several parts of a system by their loggers, so that no file is that of one. */
function hasManyParts({ sources }: LogTable): boolean {
  const dotted = sources.filter((source) => /\w[.:]\w/.test(source) && !isCarrier(source));
  return new Set(dotted.map((source) => componentOfSource(source)?.name)).size > 1;
}
