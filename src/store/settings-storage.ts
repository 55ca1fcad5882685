// What 'Defaults' leaves alone: marks and decisions that the user made on logs, which no default could give back.
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';

/** The defaults, with the user's own marks and edits. */
export function defaultsKeepingMarks({ outages, normal, labels, incidentFree, drain }: Settings): Settings {
  return {
    ...DEFAULT_SETTINGS,
    outages,
    normal,
    labels,
    incidentFree,
    drain: { ...DEFAULT_SETTINGS.drain, edits: drain.edits },
  };
}

/** What of these there is, in words; null: nothing. */
export function keptInWords({ outages, normal, labels, incidentFree, drain }: Settings): string | null {
  const kept = [
    inWords(labels.length, 'marked incident', 'marked incidents'),
    inWords(incidentFree.length, 'log without incidents', 'logs without incidents'),
    inWords(outages.length, 'marked outage', 'marked outages'),
    inWords(normal.templates.length + normal.windows.length, "'normal' mark", "'normal' marks"),
    inWords(drain.edits.length, 'edit of templates', 'edits of templates'),
  ].filter((each) => each !== '');
  if (kept.length === 0) return null;
  return `All settings are the defaults again. What you marked stays: ${kept.join(', ')}. Each can be removed where it is listed.`;
}

function inWords(num: number, one: string, many: string): string {
  return num === 0 ? '' : `${num} ${num === 1 ? one : many}`;
}
