// What 'Defaults' leaves alone: marks and decisions that the user made on logs, which no default could give back.
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { someOf } from '../core/wording/plural';

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
    someOf(labels.length, 'marked incident'),
    someOf(incidentFree.length, 'log without incidents', 'logs without incidents'),
    someOf(outages.length, 'marked outage'),
    someOf(normal.templates.length + normal.windows.length, "'normal' mark"),
    someOf(drain.edits.length, 'edit of templates', 'edits of templates'),
  ].filter((each) => each !== '');
  if (kept.length === 0) return null;
  return `All settings are the defaults again. What you marked stays: ${kept.join(', ')}. Each can be removed where it is listed.`;
}
