/** What a text is made as. In: its beginning. Out: its structure, and for Kubernetes what kind of thing it is of. */

export type TextStructure =
  | 'events'
  | 'resource'
  | 'event-xml'
  | 'html'
  | 'xml'
  | 'script'
  | 'json'
  | 'json-lines'
  | 'yaml'
  | 'settings'
  | 'table'
  | 'plain';

const MAX_LINES = 60;
const EVENT_TABLE =
  /^(?:NAMESPACE\s+)?LAST SEEN\s+(?:FIRST SEEN\s+)?(?:COUNT\s+|NAME\s+)?(?:KIND\s+|TYPE\s+)/;
const EVENT_JSON = /"involvedObject"\s*:|"kind"\s*:\s*"Event(?:List)?"/;
const EVENT_YAML = /^(?:\s*- |\s*)involvedObject:|^\s*(?:- )?kind: Event(?:List)?\s*$/m;
const AUDIT = /audit\.k8s\.io|"auditID"/;
const EVENT_XML = /<Event xmlns=|<Events>|<log4j:event|<record>\s*<date>|<event\b[^>]*timestamp=/i;

export function structureOf(text: string): TextStructure {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  const lines = start.split(/\r?\n/, MAX_LINES).filter((line) => line.trim() !== '');
  if (lines.length === 0) return 'plain';
  if (EVENT_TABLE.test(lines[0])) return 'events';
  if (start.startsWith('#!')) return 'script';
  if (/^<(?:\?xml|!--|!DOCTYPE|[A-Za-z][\w:.-]*[\s>/])/.test(start)) return markupOf(start);
  if (start.startsWith('{') || start.startsWith('[')) return jsonOf(start, lines);
  if (isYaml(lines)) return yamlOf(start);
  if (shareOf(lines, isSetting) >= 0.7) return 'settings';
  return isTable(lines) ? 'table' : 'plain';
}

function markupOf(start: string): TextStructure {
  if (EVENT_XML.test(start)) return 'event-xml';
  return /^<(?:!DOCTYPE html|html|head|body)/i.test(start) ? 'html' : 'xml';
}

/** A bracket alone is none: '[main] started', '[  OK  ] Started'. */
function jsonOf(start: string, lines: readonly string[]): TextStructure {
  if (!/^(?:\{\s*(?:"|\})|\[\s*(?:[{["]|\]|-?[\d.]+\s*[,\]]))/.test(start) || /^\[ *\d+\.\d+\]/.test(start)) {
    if (shareOf(lines, isSetting) >= 0.7) return 'settings';
    return 'plain';
  }
  if (EVENT_JSON.test(start) && !AUDIT.test(start)) return 'events';
  const whole = lines.filter((line) => /^\{.*\}[,\]]?\s*$/.test(line)).length;
  if (whole >= Math.max(1, lines.length - 1) && (whole > 1 || !/"apiVersion"\s*:/.test(start)))
    return 'json-lines';
  return /"apiVersion"\s*:\s*"/.test(start) && /"kind"\s*:\s*"/.test(start) ? 'resource' : 'json';
}

function isYaml(lines: readonly string[]): boolean {
  if (lines[0].trim() === '---' || /^%YAML/.test(lines[0]) || /^apiVersion: \S/.test(lines[0])) return true;
  const keyed = shareOf(
    lines,
    (line) =>
      /^\s*(?:- )*[A-Za-z_][\w./-]*:(?: |$)/.test(line) || /^\s*- \S+$/.test(line) || /^\s*#/.test(line),
  );
  // A program that begins each of its lines with its name and a colon repeats itself; a mapping does not.
  const tops = lines.flatMap((line) => /^([A-Za-z_][\w./-]*):/.exec(line)?.[1] ?? []);
  return keyed >= 0.9 && lines.length >= 2 && new Set(tops).size >= tops.length * 0.8;
}

function yamlOf(start: string): TextStructure {
  if (EVENT_YAML.test(start) && !AUDIT.test(start)) return 'events';
  return /^\s*(?:- )?apiVersion: \S/m.test(start) && /^\s*(?:- )?kind: \S/m.test(start) ? 'resource' : 'yaml';
}

/** 'key = value', '[section]', '# why': not a line of a program that happens to hold an equals sign. */
function isSetting(line: string): boolean {
  return (
    /^\s*[#;]/.test(line) ||
    /^\s*\[[\w .:"'@/-]+\]\s*$/.test(line) ||
    /^\s*(?:export )?[A-Za-z_][\w.:/@-]*\s*[=:]\s*\S*/.test(line)
  );
}

/** A head of capitals, or columns that lines up below each other. */
function isTable(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  if (/^[A-Z][A-Z0-9%()_/-]*(?:\s{1,}[A-Z0-9%][\w%()/.:#-]*){2,}\s*$/.test(lines[0])) return true;
  return shareOf(lines, (line) => (line.match(/\S {2,}\S|\t/g)?.length ?? 0) >= 2) >= 0.7;
}

function shareOf(lines: readonly string[], test: (line: string) => boolean): number {
  return lines.filter(test).length / lines.length;
}
