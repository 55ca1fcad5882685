/**
 * Facts about a system that its bundle states outside of logs: what an investigation quotes. In: path and beginning of a file that is no
 * log. Out: facts with the line that states each. A file is known by its name as tools give it, and by the form of what it holds.
 */
import type { ContextFact } from '../../contracts/triage';

interface Rule {
  readonly file: RegExp;
  readonly find: (lines: readonly string[]) => readonly Found[];
}
interface Found {
  readonly what: string;
  readonly value: string;
  /** From 0. */
  readonly line: number;
}

const MAX_VALUE = 200;
/** Filesystems of one machine that are told of: the fullest. */
const MAX_DISKS = 6;
const FULL = 0.7;

/** The first line that matches; its group 1 is the value. */
const line =
  (what: string, pattern: RegExp) =>
  (lines: readonly string[]): readonly Found[] => {
    const at = lines.findIndex((each) => pattern.test(each));
    return at < 0 ? [] : [{ what, value: pattern.exec(lines[at])![1], line: at }];
  };
const all =
  (...rules: readonly Rule['find'][]) =>
  (lines: readonly string[]) =>
    rules.flatMap((find) => find(lines));

const RULES: readonly Rule[] = [
  { file: /(?:^|\/)os-release$/, find: line('Operating system', /^PRETTY_NAME="?([^"]+)"?/) },
  {
    file: /(?:^|\/)(?:redhat|centos|system|SuSE|alpine|debian)[-_](?:release|version)$/,
    find: line('Operating system', /^(\S.*\S)/),
  },
  {
    file: /(?:^|\/)(?:uname(?:_-a)?|uname\.txt|kernel\/uname_-a)$/,
    find: line('Kernel', /^(?:Linux|Darwin|FreeBSD|AIX|SunOS) \S+ (\S+)/),
  },
  { file: /(?:^|\/)proc\/version$/, find: line('Kernel', /^Linux version (\S+)/) },
  { file: /(?:^|\/)(?:hostname|hostname_-f)$/, find: line('Host', /^([\w.-]+)\s*$/) },
  {
    file: /(?:^|\/)(?:uptime|uptime\.txt)$/,
    find: all(
      line('Uptime', /\bup\s+(.+?),\s+\d+ users?/),
      line('Load', /load averages?: (.+)$/),
      line('Uptime, seconds', /^(\d+\.\d+) \d+\.\d+$/),
    ),
  },
  {
    file: /(?:^|\/)(?:date|date_--utc|date\.txt)$/,
    find: line(
      'Bundle made at',
      /^((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d{2}:\d{2}:\d{2}.*|\s*Local time: .*)$/,
    ),
  },
  { file: /(?:^|\/)df(?:[_.-].*)?$|diskspace|disk_usage/, find: disks },
  { file: /(?:^|\/)free(?:[_.-].*)?$/, find: memoryOfFree },
  {
    file: /(?:^|\/)(?:proc\/)?meminfo$/,
    find: all(line('Memory', /^MemTotal:\s+(\d+ kB)/), line('Memory available', /^MemAvailable:\s+(\d+ kB)/)),
  },
  {
    file: /version|docker_info|(?:^|\/)(?:info|manifest)\.(?:json|txt|ya?ml)$/i,
    find: all(
      line('Kubernetes server', /Server Version:.*?(v\d[\w.+-]*)/),
      line('Kubernetes client', /Client Version:.*?(v\d[\w.+-]*)/),
      line('OpenShift', /^(?:OpenShift|ClusterVersion)[^:]*:.*?(\d+\.\d+\.\d[\w.-]*)/),
      line('Kubernetes', /"gitVersion"\s*:\s*"([^"]+)"/),
      line('Docker', /^\s*(?:Server Version|Engine version|Docker version)[: ]+(\d[\w.+-]*)/i),
      line('Elasticsearch', /"number"\s*:\s*"(\d[^"]+)"/),
      line('Cassandra', /^(?:ReleaseVersion|Cassandra Version|Cassandra)[: ]+(\d[\w.-]*)/i),
      line('Made by', /^((?:sosreport|sos|openshift\/must-gather|Insights)[ :(].*\d.*)$/i),
    ),
  },
  {
    file: /(?:^|\/)(?:cluster-info|clusteroperators?|clusterversion).*$/,
    find: line('OpenShift', /^\s*(?:- )?(?:desired.*)?version: "?(\d+\.\d+\.\d[\w.-]*)"?$/),
  },
];

const ANY_FILE = new RegExp(RULES.map(({ file }) => file.source).join('|'), 'i');

/** Whether a file of this name may state facts. */
export function mayStateFacts(path: string): boolean {
  return ANY_FILE.test(path);
}

export function contextFacts(path: string, text: string): readonly ContextFact[] {
  const rules = RULES.filter(({ file }) => file.test(path));
  if (rules.length === 0) return [];
  const lines = text.split(/\r?\n/);
  return rules
    .flatMap(({ find }) => find(lines))
    .map(({ what, value, line: at }) => ({
      what,
      value: value.trim().slice(0, MAX_VALUE),
      file: path,
      lineNum: at + 1,
    }));
}

/** Of `df`, whatever its columns: those that are fullest, and always the root. */
function disks(lines: readonly string[]): readonly Found[] {
  const head = lines.findIndex((each) => /^Filesystem\b.*\bMounted on/.test(each));
  if (head < 0 || /IUse%|Inodes/.test(lines[head])) return [];
  const found = lines.slice(head + 1).flatMap((each, i) => {
    const parts = /^(\S+)\s+(?:\S+\s+)?(\S+)\s+(\S+)\s+(\S+)\s+(\d+)%\s+(\/.*)$/.exec(each);
    if (!parts || /^(?:tmpfs|devtmpfs|overlay|shm|udev)$/.test(parts[1])) return [];
    return [
      {
        what: `Disk usage of ${parts[6]}`,
        value: `${parts[5]} %`,
        line: head + 1 + i,
        used: Number(parts[5]) / 100,
      },
    ];
  });
  const told = found.filter(({ what, used }) => used >= FULL || what.endsWith(' of /'));
  return [...told].sort((a, b) => b.used - a.used || a.line - b.line).slice(0, MAX_DISKS);
}

function memoryOfFree(lines: readonly string[]): readonly Found[] {
  const head = lines.findIndex((each) => /^\s+total\s+used\s+free/.test(each));
  if (head < 0) return [];
  const unit = /[a-zA-Z]/.test(lines[head + 1]?.split(/\s+/)[1] ?? '') ? '' : ' kB';
  return lines.slice(head + 1).flatMap((each, i) => {
    const parts = /^(Mem|Swap):\s+(\S+)\s+(\S+)/.exec(each);
    if (!parts) return [];
    const what = parts[1] === 'Mem' ? 'Memory' : 'Swap';
    return [{ what, value: `${parts[3]}${unit} of ${parts[2]}${unit} used`, line: head + 1 + i }];
  });
}
