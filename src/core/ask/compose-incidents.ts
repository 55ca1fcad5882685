// Answers from the investigation: incidents, what it holds for likely, runbooks, changes.
import type { CallTool, FoundIncident } from '../../contracts/ask-tools';
import { printWhen } from '../query/when';
import { readableTime } from '../ticket/times';
import { countOf } from '../wording/plural';
import type { Reading } from './reading';
import { at, type Composed, quote, say } from './sentences';
import { spanOf } from './where';

export async function incidentsTold(reading: Reading, call: CallTool): Promise<Composed> {
  const all = await call('list_incidents', { incident: reading.incident ?? '' });
  if (all === null) return null;
  const { fromMs, toMs } = spanOf(reading);
  const found = all.filter(
    ({ startMs, endMs }) =>
      (fromMs === null || (endMs !== null && endMs > fromMs)) &&
      (toMs === null || (startMs !== null && startMs < toMs)),
  );
  if (found.length === 0) return [say(['The analysis confirmed no incident there.'])];
  return found.flatMap((incident) => told(incident));
}

function told({ id, title, severity, startMs, endMs, outageMs, lead, lines }: FoundIncident) {
  const times = startMs === null ? '' : `, from ${readableTime(startMs)} to ${readableTime(endMs)}`;
  return [
    say([`${id}, severity ${severity}${times}: `, quote(title), '.'], lines),
    ...(outageMs === null
      ? []
      : [say([`Its outage begins${at(outageMs)}: ${lead.replace(/\.$/, '')}.`], lines)]),
  ];
}

export async function likelyReasons({ incident, components }: Reading, call: CallTool): Promise<Composed> {
  const all = await call('list_incidents', { incident: incident ?? '' });
  if (all === null) return null;
  const about = all.filter(({ components: own }) =>
    components.every((name) => own.some((each) => each.toLowerCase().includes(name.toLowerCase()))),
  );
  const [first] = about;
  if (first === undefined)
    return all.length === 0
      ? 'The analysis confirmed no incident, so there is nothing that it explains.'
      : 'No incident of this analysis is about that, so there is nothing that explains it.';
  if (first.hypotheses.length === 0)
    return [
      say(
        [`The log shows what happened in ${first.id}, but the evidence supports no explanation.`],
        first.lines,
      ),
    ];
  const { id, title } = first;
  return [
    say([`Of ${id}: `, quote(title), '.'], first.lines),
    ...first.hypotheses.map(({ text, confidence, lines }) =>
      say([`The investigation holds, with ${confidence} confidence: `, { log: text }], lines),
    ),
  ];
}

export async function runbooksThatFit({ texts, incident }: Reading, call: CallTool): Promise<Composed> {
  const found = await call('search_runbooks', { text: texts.join(' '), incident: incident ?? '' });
  if (found === null) return null;
  if (found.length === 0) return [say(['No runbook and no post-mortem speaks of it.'])];
  return found.flatMap(({ title, kind, actions }) => [
    say([`${kind === 'postmortem' ? 'Post-mortem' : 'Runbook'}: `, quote(title), '.']),
    ...actions.map((action) => say(['Its step: ', { log: action }])),
  ]);
}

export async function changesBefore(reading: Reading, call: CallTool): Promise<Composed> {
  const { fromMs, toMs } = spanOf(reading);
  const incidents = toMs === null ? await call('list_incidents', { incident: reading.incident ?? '' }) : [];
  if (incidents === null) return null;
  const end = toMs ?? incidents[0]?.startMs ?? null;
  const found = await call('list_changes', {
    before: end === null ? '' : printWhen(end),
    after: fromMs === null ? '' : printWhen(fromMs),
  });
  if (found === null) return null;
  const changes = found.changes.filter(({ what }) =>
    reading.components.every((name) => what.toLowerCase().includes(name.toLowerCase())),
  );
  if (changes.length === 0)
    return [say([end === null ? 'No change is known.' : `No change is known before ${readableTime(end)}.`])];
  const num = reading.components.length === 0 ? countOf(found.total, 'change') : 'Changes';
  return [
    say([
      `${num}${end === null ? '' : ` before ${readableTime(end)}`}, the latest first; before is not to say the cause.`,
    ]),
    ...changes.map(({ kind, what, timeMs, line }) => say([`${kind}${at(timeMs)}: `, quote(what)], [line])),
  ];
}
