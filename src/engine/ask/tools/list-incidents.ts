// The incidents of the analysis: what each is, since when, what the investigation holds for likely, with the lines that show it.
import type { FoundIncident } from '../../../contracts/ask-tools';
import type { Incident } from '../../../contracts/incident';
import { leadInFull } from '../../../core/ticket/facts';
import { readableTime } from '../../../core/ticket/times';
import { countOf } from '../../../core/wording/plural';
import type { LogAccess } from '../log-access';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';
import { lineFact } from './lines-in-words';

const MAX_INCIDENTS = 5;
const MAX_LINES = 3;
const MAX_HYPOTHESES = 3;

export const listIncidents: Tool<'list_incidents'> = {
  name: 'list_incidents',
  about: 'Incidents, the gravest first: kind, severity, times, likely explanations, lines.',
  params: { incident: { kind: 'text', about: 'one of them, INC-1; left out: all', fallback: '' } },
  async run({ incident }, log) {
    const { incidents } = log.result;
    const wanted = String(incident).toUpperCase();
    const chosen = wanted === '' ? incidents : incidents.filter(({ id }) => id === wanted);
    if (wanted !== '' && chosen.length === 0)
      throw new ToolFailure('not-there', 'There is no such incident in this analysis.');
    const data: FoundIncident[] = [];
    for (const each of chosen.slice(0, MAX_INCIDENTS)) data.push(await foundIncident(each, log));
    const found = countOf(chosen.length, 'incident');
    return { data, found, facts: [fact(found), ...data.flatMap(factsOf)], where: null };
  },
};

async function foundIncident(incident: Incident, log: LogAccess): Promise<FoundIncident> {
  const { hypotheses, evidence, answer } = incident;
  const likely = hypotheses.slice(0, MAX_HYPOTHESES);
  const wanted = [...likely.flatMap((each) => each.evidence), ...evidence.map(({ id }) => id)];
  const rowOf = new Map(evidence.map(({ id, row }) => [id, row]));
  const idsOf = async (ids: readonly string[]): Promise<readonly string[]> => {
    const rows = [...new Set(ids)].flatMap((id) => rowOf.get(id) ?? []).slice(0, MAX_LINES);
    return (await log.cite(rows, `evidence of ${incident.id}`)).map(({ id }) => id);
  };
  const rows = [...new Set(wanted)].flatMap((id) => rowOf.get(id) ?? []).slice(0, MAX_LINES);
  const lines = await log.cite(rows, `evidence of ${incident.id}`);
  const told = [];
  for (const { text, confidence, evidence: ids } of likely)
    told.push({ text: withoutCitations(text), confidence, lines: await idsOf(ids) });
  const ms = (time: number | null): number | null => (time === null || Number.isNaN(time) ? null : time);
  return {
    ...{ id: incident.id, title: incident.title, kind: incident.kind, severity: incident.severity },
    startMs: ms(incident.start),
    endMs: ms(incident.end),
    outageMs: ms(incident.outageStart),
    lead: leadInFull(incident, log.result),
    components: answer?.components.map(({ name }) => name) ?? [],
    hypotheses: told,
    lines,
  };
}

/** Its citations are of the incident's own lines, which have other ids here. */
function withoutCitations(text: string): string {
  return text.replace(/\s*\[E\d+\]/g, '');
}

function factsOf(incident: FoundIncident) {
  const { id, title, kind, severity, startMs, endMs, outageMs, lead, components, hypotheses, lines } =
    incident;
  const times = startMs === null ? '' : `, ${readableTime(startMs)} to ${readableTime(endMs)}`;
  const outage = outageMs === null ? '' : `, outage from ${readableTime(outageMs)}, ${lead}`;
  return [
    fact(`${id}: kind ${kind}, severity ${severity}${times}${outage}`, title),
    ...components.map((name) => fact(`component of ${id}`, name)),
    ...hypotheses.map(({ text, confidence, lines: ids }) =>
      fact(`reading of ${id}, ${confidence} confidence`, text, ids[0] ?? null),
    ),
    ...lines.map((line) => lineFact(line)),
  ];
}
