// What Harbinger itself has saved, known again when it is dropped. In: the name of a file and its first characters. Out: what it is; null: a log, or
// something else. A name alone is never enough where the content can tell.

/** What is done with one. */
export type SavedUse = 'analysis' | 'settings' | 'baseline' | 'truth' | 'none';

export interface SavedKind {
  readonly use: SavedUse;
  /** 'a ticket': goes on 'NAME is ...'. */
  readonly what: string;
}

interface Rule extends SavedKind {
  /** Of the name without its folders; absent: any. */
  readonly name?: RegExp;
  /** Of the first characters; absent: any. */
  readonly head?: RegExp;
}

/** Characters that are looked at. */
export const HEAD_BYTES = 2048;

const RULES: readonly Rule[] = [
  { use: 'analysis', what: 'an analysis that was saved as a file', name: /\.harbinger$/i },
  { use: 'baseline', what: 'a saved baseline', head: /^\s*\{\s*"kind":\s*"harbinger-baseline"/ },
  {
    use: 'baseline',
    what: 'a file of saved baselines, one for each component',
    head: /^\s*\{\s*"kind":\s*"harbinger-baselines"/,
  },
  { use: 'settings', what: 'a file of marks', head: /^\s*\{\s*"kind":\s*"harbinger-marks"/ },
  {
    use: 'settings',
    what: 'a file of settings',
    head: /^\s*\{\s*"windowMinutes":\s*(?:null|[\d.]+),\s*"baseline":/,
  },
  { use: 'none', what: 'a ticket', head: /^\s*\{\s*"incident":\s*\{\s*"id":\s*"INC-\d+"/ },
  { use: 'none', what: 'a list of incidents', head: /^\s*\[\s*\{\s*"id":\s*"INC-\d+"/ },
  {
    use: 'none',
    what: 'the summary of a run',
    head: /^\s*\{\s*"version":\s*"[^"]*",\s*"id":\s*"[^"]*",\s*"name":[^\n]*\n?\s*"settings":/,
  },
  {
    use: 'none',
    what: 'the result of an analysis',
    head: /^\s*\{\s*"id":\s*"[^"]*",\s*"name":[^\n]*\n?\s*"settings":/,
  },
  { use: 'none', what: 'a benchmark', head: /^\s*\{\s*"incidents":\s*\[\s*\{\s*"incident":\s*"INC-\d+"/ },
  { use: 'none', what: 'a list of analyses', name: /^analyses\.json$/i, head: /^\s*\{\s*"analyses":\s*\[/ },
  { use: 'none', what: 'a ticket for GitHub', name: /\.github\.json$/i, head: /^\s*\{\s*"title":/ },
  { use: 'none', what: 'a ticket for Jira', name: /\.jira\.json$/i, head: /^\s*\{\s*"fields":/ },
  {
    use: 'none',
    what: 'an alert for PagerDuty',
    name: /^pagerduty_alert.*\.json$/i,
    head: /^\s*\{[^[]*"event_action":/,
  },
  {
    use: 'none',
    what: 'a ticket',
    name: /^(?:incident_ticket|INC-\d+).*\.md$/i,
    head: /^# \\\[(?:critical|error|warning|info)\\\]/,
  },
  { use: 'none', what: 'a report', name: /\.html?$/i, head: /<meta name="generator" content="Harbinger / },
  { use: 'none', what: 'a table of windows', name: /\.csv$/i, head: /^start,end,in_baseline,/ },
  { use: 'none', what: 'a table of sessions', name: /\.csv$/i, head: /^key,start,end,num_events,score,/ },
  {
    use: 'none',
    what: 'a table of templates',
    name: /\.csv$/i,
    head: /^template_id,count,first_seen,last_seen,/,
  },
  {
    use: 'none',
    what: 'a list of pinned lines',
    name: /\.csv$/i,
    head: /^file,line,timestamp,note,message\r?\n/,
  },
  { use: 'truth', what: 'a list of known incidents', name: /truth.*\.(?:json|csv)$/i },
];

/** Whether a look inside is worth the wait. */
export function mayBeSaved(path: string): boolean {
  return /\.(?:harbinger|json|md|html?|csv|parquet)$/i.test(path);
}

export function savedKindOf(path: string, head: string): SavedKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return RULES.find((rule) => (rule.name?.test(name) ?? true) && (rule.head?.test(head) ?? true)) ?? null;
}
