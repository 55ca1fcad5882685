// Questions that this log can be asked. In: the analysis. Out: a few questions, each of which the reader reads, made of names and times of the log.

import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { LEVEL_ERROR } from '../../contracts/units';
import { fileTimes } from '../lib/log-table';
import type { Clock } from '../query/when';
import { clockOf, dayOf } from '../wording/clock';
import { grouped } from '../wording/plural';
import type { Vocabulary } from './reading';

const MAX_IDEAS = 7;
const DAY_MS = 86_400_000;

/** What questions may name of an analysis. */
export function vocabularyOf({ sources, files, templates, incidents }: AnalysisResult): Vocabulary {
  const [firstMs, lastMs] = fileTimes(files);
  const hasTimes = firstMs <= lastMs;
  return {
    components: sources.filter((name) => name !== ''),
    files: files.map(({ name }) => name),
    numTemplates: templates.length,
    incidents: incidents.map(({ id }) => id),
    firstMs: hasTimes ? firstMs : Number.NaN,
    lastMs: hasTimes ? lastMs : Number.NaN,
  };
}

/** @param clock by which its times are told, and will be read */
export function ideasOf(result: AnalysisResult, clock: Clock): readonly string[] {
  const told = (ms: number): string => timeOf(ms, result, clock);
  const { incidents, templates, sources, files, problems } = result;
  // A database counted it: which lines stand beside each other is not known.
  const isCounted = problems.some(({ code }) => code === 'counted-windows');
  const [incident] = incidents;
  const hasErrors = templates.some(({ level, numErrors = 0 }) => level >= LEVEL_ERROR || numErrors > 0);
  const component = incident === undefined ? null : componentOf(incident, result);
  const ideas: (string | null)[] = [
    hasErrors ? 'What failed first?' : 'How long is the log?',
    sinceStart(incident, told),
    component === null || !hasErrors ? null : `How many errors had ${component}?`,
    isCounted ? null : beforeEvidence(incident, files.length > 1),
    !isCounted && sources.length > 2 && Number.isFinite(fileTimes(files)[0])
      ? 'Which components were silent?'
      : null,
    component === null ? null : betweenTimes(incident, component, told),
    incident === undefined ? 'Which templates are the most frequent?' : 'Why did it fail?',
    hasErrors ? 'Which component had the most errors?' : null,
  ];
  return ideas.filter((idea) => idea !== null).slice(0, MAX_IDEAS);
}

/** The component that most of its templates are of; one whose name a question can hold. */
function componentOf({ topTemplates }: Incident, { templates, sources }: AnalysisResult): string | null {
  const counts = new Map<string, number>();
  for (const { template } of topTemplates) {
    const name = sources[templates[template]?.source ?? 0] ?? '';
    if (/^[\w./-]{3,40}$/.test(name) && !/^\d+$/.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function sinceStart(incident: Incident | undefined, told: (ms: number) => string): string | null {
  if (incident === undefined || Number.isNaN(incident.start)) return null;
  return `What is new since ${told(incident.start)}?`;
}

function beforeEvidence(incident: Incident | undefined, hasFiles: boolean): string | null {
  const [line] = incident?.evidence ?? [];
  if (line === undefined) return null;
  const name = line.source.slice(line.source.lastIndexOf('/') + 1);
  if (hasFiles && !/^[\w.-]{4,60}$/.test(name)) return null;
  return `What happened before line ${grouped(line.lineNum)}${hasFiles ? ` in ${name}` : ''}?`;
}

function betweenTimes(incident: Incident, component: string, told: (ms: number) => string): string | null {
  if (Number.isNaN(incident.start)) return null;
  const [from, to] = [told(incident.start), told(incident.end)];
  return `Show errors of ${component} between ${from} and ${to}`;
}

/** '10:05'; with its day where the log spans several. */
function timeOf(utcMs: number, { files }: AnalysisResult, clock: Clock): string {
  const [firstMs, lastMs] = fileTimes(files).map(clock.toLocal);
  const ms = clock.toLocal(utcMs);
  const time = clockOf(ms, ms % 60_000 === 0 ? 'minutes' : 'seconds');
  return lastMs - firstMs < DAY_MS && dayOf(firstMs) === dayOf(lastMs) ? time : `${dayOf(ms)} ${time}`;
}
