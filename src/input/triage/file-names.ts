/** What the path of a file says of it. In: path. Out: whether it is named or placed as a log, and what else it may be. */

export interface NameHints {
  /** Named as a log, or in a folder of logs. */
  readonly isLog: boolean;
  /** Of the run of a container before the present one. */
  readonly isPrevious: boolean;
  /** Where it stands, or what its ending says; null: nothing is told. */
  readonly area: 'state' | 'output' | 'configuration' | 'code' | 'document' | null;
}

const PACKED = /\.(?:gz|bz2|xz|zst|zip|lz4|Z)$/i;
/** '.1', '-20240514', '.2024-05-14', '.old': what rotation puts behind a name. */
const ROTATED =
  /(?:[.-]\d{1,3}|[.-]\d{4}-?\d{2}-?\d{2}(?:[-_.T]?\d{1,6})?|[.-]\d{10}|\.old|\.prev(?:ious)?|\.bak)$/i;
const LOG_ENDING = /\.(?:log|logs|out|err|trc|jlog|syslog|evtx?|ndjson|jsonl)$/i;
const LOG_WORD =
  /(?:^|[._-])(?:logs?|messages|syslog|secure|maillog|dmesg|journal|journalctl|catalina|stdout|stderr|console|access|kern|auth|daemon)(?:[._-]|\d|$)/i;
/** Names that lead to logs elsewhere: a configuration of logging is no log. */
const LOG_FOLDER = /(?:^|\/)(?:var\/log|logs?|journal)\//i;
const OUTPUT_FOLDER =
  /(?:^|\/)(?:sos_commands|sos_strings|sos_reports|sosreport-plugins|commands?|cmd|commercial|diag_commands|network_logs|monitoring)\//i;
const STATE_FOLDER = /^(?:[^/]+\/){0,3}(?:proc|sys)\//;
const ETC_FOLDER = /^(?:[^/]+\/){0,3}(?:etc|usr\/(?:lib|share)|lib\/systemd|boot|cluster-scoped-resources)\//;
const CONFIGURATION =
  /\.(?:conf|cfg|cnf|ini|ya?ml|toml|properties|json5?|xml|service|socket|timer|mount|target|slice|path|repo|rules|crt|pem|key|pub|cer|csr|policy|desktop|plist|reg|inf|env|tf|te|cil|modules?|options|list|preset|xsd|hcl|dtd)$/i;
const CODE =
  /\.(?:sh|bash|py|pl|rb|js|mjs|ts|css|html?|lua|go|java|c|h|cpp|rs|sql|php|awk|spec|j2|tmpl|erb)$/i;
const DOCUMENT =
  /(?:\.(?:md|rst|adoc|pdf|docx?)|^(?:README|LICEN[CS]E|COPYING|CHANGELOG|CHANGES|NEWS|AUTHORS)\b.*)$/i;
/** Commands that write what a log wrote. */
const LOG_COMMAND =
  /(?:^|[_/])(?:journalctl|dmesg|docker_(?:container_)?logs?|podman_logs?|crictl_logs?|kubectl_logs?)(?:[_.-]|$)/i;
/** 'ls_-lanR_.var.log', 'systemctl_show_journald': a command with its arguments as a name. */
const COMMAND = /^[a-z][a-z0-9.+-]*_(?:-|[a-z]|\.)/;

export function nameHints(path: string): NameHints {
  const base = unpackedName(path.slice(path.lastIndexOf('/') + 1));
  const stem = base.replace(ROTATED, '');
  const area = areaOf(path, base);
  const isOutput = OUTPUT_FOLDER.test(path);
  const command =
    LOG_COMMAND.test(base) && !/(?:disk-usage|list-boots|--verify|--version|--header)/.test(base);
  const named =
    LOG_ENDING.test(stem) || (LOG_WORD.test(stem) && !CONFIGURATION.test(base) && !CODE.test(base));
  const placed = LOG_FOLDER.test(path) && !CONFIGURATION.test(base) && !CODE.test(base);
  const isArgument = isOutput && COMMAND.test(base) && !command;
  const isLog = command || (!isArgument && area !== 'state' && (named || (placed && !isOutput)));
  return { isLog, isPrevious: isPrevious(path), area };
}

function areaOf(path: string, base: string): NameHints['area'] {
  if (STATE_FOLDER.test(path)) return 'state';
  if (OUTPUT_FOLDER.test(path)) return 'output';
  if (CODE.test(base)) return 'code';
  if (DOCUMENT.test(base)) return 'document';
  return CONFIGURATION.test(base) || ETC_FOLDER.test(path) ? 'configuration' : null;
}

/** 'previous.log' of a must-gather, 'web-1_previous.log', 'logs/web/previous/current.log'. */
export function isPrevious(path: string): boolean {
  return /(?:^|[/._-])(?:previous|prev)(?:[/._-]|$)/i.test(path) && !/\.prev(?:ious)?$/i.test(path);
}

export function unpackedName(name: string): string {
  return name.replace(PACKED, '');
}

/**
 * Files whose content need not be looked at where that costs a way to the disk each: what the kernel shows of itself. Logs are not
 * kept there, whatever is in them.
 */
export function isKernelState(path: string): boolean {
  return STATE_FOLDER.test(path);
}
