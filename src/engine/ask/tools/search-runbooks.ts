// Runbooks and post-mortems that speak of some words, the built-in ones and the person's own.
import type { FoundRunbook } from '../../../contracts/ask-tools';
import type { RunbookHit } from '../../../contracts/incident';
import { countOf } from '../../../core/wording/plural';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';

const MAX_RUNBOOKS = 3;
const MAX_ACTIONS = 3;

export const searchRunbooks: Tool<'search_runbooks'> = {
  name: 'search_runbooks',
  about: 'Runbooks that fit an incident, or words of a log line.',
  params: {
    text: { kind: 'text', about: 'words of a line; left out: those of the incident', fallback: '' },
    incident: { kind: 'text', about: 'INC-1; left out: the gravest', fallback: '' },
  },
  async run({ text, incident }, log) {
    const hits =
      text === ''
        ? ofIncident(log.result.incidents, String(incident))
        : await log
            .searchRunbooks()
            .then((search) => search([{ text: String(text), weight: 1, template: null }]));
    const data = hits.slice(0, MAX_RUNBOOKS).map(
      ({ title, kind, matched, actions }): FoundRunbook => ({
        title,
        kind,
        matched,
        actions: actions.slice(0, MAX_ACTIONS),
      }),
    );
    const found = countOf(data.length, 'runbook');
    const facts = data.flatMap(({ title, kind, matched, actions }) => [
      fact(kind, title),
      ...matched.slice(0, 4).map((phrase) => fact('it is found by', phrase)),
      ...actions.map((action) => fact('step', action)),
    ]);
    return { data, found, facts: [fact(found), ...facts], where: null };
  },
};

function ofIncident(
  incidents: readonly { readonly id: string; readonly runbooks: readonly RunbookHit[] }[],
  wanted: string,
): readonly RunbookHit[] {
  const incident = wanted === '' ? incidents[0] : incidents.find(({ id }) => id === wanted.toUpperCase());
  if (incident === undefined)
    throw new ToolFailure(
      'not-there',
      wanted === '' ? 'There is no incident: name words of a line.' : 'There is no such incident.',
    );
  return incident.runbooks;
}
