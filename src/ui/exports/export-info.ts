// What each export is for, by its name in EXPORTS.md; exports that are not listed here are offered all the same.
import { TICKET_FORMS } from '../../core/ticket/forms';

export interface ExportInfo {
  readonly what: string;
  readonly group: 'Ticket' | 'Results' | 'Data';
}

const INFO: Readonly<Record<string, ExportInfo>> = {
  'incident_ticket.md': { group: 'Ticket', what: 'The ticket of the gravest incident, as Markdown.' },
  'incident_ticket.json': { group: 'Ticket', what: 'The same ticket with its parts apart, for a script.' },
  'incident_ticket.jira.json': {
    group: 'Ticket',
    what: 'Body of a Jira issue (Atlassian Document Format); add project and type.',
  },
  'incident_ticket.github.json': { group: 'Ticket', what: 'Title and body of a GitHub issue.' },
  'pagerduty_alert.json': {
    group: 'Ticket',
    what: 'Body for the PagerDuty Events API v2; your routing key is not in it.',
  },
  'run_summary.json': {
    group: 'Results',
    what: 'Settings and their hash, files and fingerprints, detectors, times, bytes sent.',
  },
  'incidents.json': { group: 'Results', what: 'All incidents: evidence, runbooks, changes, hypotheses.' },
  'windows.csv': {
    group: 'Results',
    what: 'Every window: three scores, three votes, confirmed or to be watched.',
  },
  'sessions.csv': {
    group: 'Results',
    what: 'Every session by identifier: its score, whether it is odd, and the score and vote of each judge.',
  },
  'templates.csv': { group: 'Results', what: 'Every template: count, first and last seen, level.' },
  'miner_state.json': {
    group: 'Results',
    what: 'The templates with their masks and edits. Dropped together with another log, it gives that log the same template ids.',
  },
  'benchmark.json': {
    group: 'Results',
    what: 'Lead and detection times beside a plain error-rate threshold.',
  },
  'structured_logs.parquet': {
    group: 'Data',
    what: 'Every record with time, level, source, template and message; zstd.',
  },
  'structured_logs.csv': {
    group: 'Data',
    what: 'The same as CSV; large. Cells that a spreadsheet would run are guarded.',
  },
  'feature_windows.parquet': { group: 'Data', what: 'Every feature of every window, with scores and votes.' },
};

export const EXPORT_GROUPS = ['Ticket', 'Results', 'Data'] as const;

export function exportInfo(name: string): ExportInfo {
  const known = INFO[name];
  if (known !== undefined) return known;
  const ticket = /^tickets\/([^.]+)\.(.+)$/.exec(name);
  if (ticket !== null)
    return {
      group: 'Ticket',
      what: `The ticket of ${ticket[1]}, ${TICKET_FORMS.find(({ ending }) => ending === ticket[2])?.words ?? 'another form'}.`,
    };
  return { group: 'Results', what: '' };
}
