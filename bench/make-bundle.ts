// A support bundle as sosreport and must-gather make them: seeded, the same bytes each time. In: how many files. Out: path and bytes of each,
// one after another, and which are logs. Nothing of it is copied from a real one.
import { gzipSync } from 'node:zlib';
import { createRandom, type Random } from '../src/core/lib/random';

export interface BundleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isLog: boolean;
}

const ROOT = 'sosreport-host7-2024-05-14-abcdefg';
const START_MS = Date.UTC(2024, 4, 10);
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const UTF8 = new TextEncoder();
const pad = (value: number): string => String(value).padStart(2, '0');

const SAID = [
  'connection to db-%d established',
  'request %d served in %d ms',
  'cache refreshed, %d entries',
  'session %d closed',
  'worker %d heartbeat',
  'retry %d of upstream node-%d',
];

type LineOf = (ms: number, text: string, i: number) => string;
const syslog: LineOf = (ms, text, i) => {
  const at = new Date(ms);
  return `${MONTHS[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 19)} host7 app[${800 + (i % 7)}]: ${text}`;
};
const iso: LineOf = (ms, text) => `${new Date(ms).toISOString()} INFO [main] c.e.App: ${text}`;
const cri: LineOf = (ms, text) => `${new Date(ms).toISOString().replace('Z', '123456Z')} stdout F ${text}`;
const klog: LineOf = (ms, text, i) => {
  const at = new Date(ms);
  return `I${pad(at.getUTCMonth() + 1)}${pad(at.getUTCDate())} ${at.toISOString().slice(11, 23)}000       1 main.go:${i % 400}] ${text}`;
};
const audit: LineOf = (ms, _text, i) =>
  `type=USER_LOGIN msg=audit(${(ms / 1000).toFixed(3)}:${i}): pid=${i} uid=0 auid=1000 ses=${i} res=success`;
const since: LineOf = (ms, text) => `[${((ms - START_MS) / 1000).toFixed(6).padStart(12)}] ${text}`;
const json: LineOf = (ms, text) =>
  JSON.stringify({ ts: new Date(ms).toISOString(), level: 'info', logger: 'api', msg: text });
const access: LineOf = (ms, _text, i) => {
  const at = new Date(ms);
  return `10.0.0.${i % 250} - - [${pad(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/2024:${at.toISOString().slice(11, 19)} +0000] "GET /api/${i % 40} HTTP/1.1" 200 ${i % 9000} "-" "curl/8"`;
};

/** Name below the root, how it is written, lines. Sixty of them. */
function logPlan(): readonly (readonly [string, LineOf, number])[] {
  const rotated = (name: string, line: LineOf) =>
    [0, 1, 2, 3, 4].map(
      (i) => [i === 0 ? name : `${name}-202405${pad(10 - i * 2)}${i > 1 ? '.gz' : ''}`, line, 2500] as const,
    );
  const pods = Array.from(
    { length: 12 },
    (_, i) => [`pods/shop/web-${i}/web/logs/current.log`, [cri, json, iso][i % 3], 1500] as const,
  );
  return [
    ...['messages', 'secure', 'cron', 'maillog'].flatMap((name) => rotated(`var/log/${name}`, syslog)),
    ...pods,
    ...[0, 3, 6].map((i) => [`pods/shop/web-${i}/web/logs/previous.log`, cri, 400] as const),
    ...[0, 1, 2, 3].map((i) => [`var/log/audit/audit.log${i === 0 ? '' : `.${i}`}`, audit, 3000] as const),
    ...['access_log', 'access_log.1', 'access_log.2.gz'].map(
      (name) => [`var/log/httpd/${name}`, access, 3000] as const,
    ),
    ['var/log/httpd/error_log', iso, 400],
    ['var/log/app/server.log', iso, 4000],
    ['var/log/app/server.log.1', iso, 4000],
    ['var/log/dnf.log', iso, 800],
    ['var/log/boot.log', (_ms, text) => `[  OK  ] Started ${text}.`, 120],
    ['var/log/tuned/tuned.log', iso, 300],
    ['var/log/cloud-init-output.log', (_ms, text) => `Cloud-init: ${text}`, 90],
    ['sos_commands/logs/journalctl_--no-pager_--catalog_--boot', syslog, 6000],
    ['sos_commands/kernel/dmesg', since, 900],
    ['sos_commands/docker/docker_logs_api', json, 900],
    ['host_service_logs/masters/kubelet_service.log', klog, 3000],
    ['host_service_logs/masters/crio_service.log', klog, 2000],
    ['opt/app/data/trace-0001', iso, 700],
    ['opt/app/gc/stdout.txt', iso, 500],
    ['sos_logs/sos.log', iso, 200],
    ['pods/kube-system/etcd-0/etcd/logs/current.log', json, 1200],
    ['pods/kube-system/apiserver-0/kube-apiserver/logs/current.log', klog, 1200],
    ['namespaces/shop/core/events.yaml', iso, 0],
  ];
}

function logText(line: LineOf, num: number, random: Random): string {
  const lines: string[] = [];
  for (let i = 0, ms = START_MS; i < num; i++, ms += 1000 + Math.floor(random.next() * 60_000))
    lines.push(
      line(
        ms,
        SAID[i % SAID.length].replace(/%d/g, () => String(Math.floor(random.next() * 9000))),
        i,
      ),
    );
  return `${lines.join('\n')}\n`;
}

function eventsText(): string {
  const items = Array.from(
    { length: 60 },
    (_, i) =>
      `- apiVersion: v1\n  count: ${i + 1}\n  involvedObject:\n    kind: Pod\n    name: web-${i % 12}\n    namespace: shop\n  kind: Event\n  lastTimestamp: "${new Date(START_MS + i * 600_000).toISOString().replace('.000', '')}"\n  message: Back-off restarting failed container\n  metadata:\n    name: web.${i}\n  reason: BackOff\n  type: ${i % 3 === 0 ? 'Warning' : 'Normal'}\n`,
  );
  return `---\napiVersion: v1\nitems:\n${items.join('')}kind: EventList\n`;
}

type Maker = (i: number, random: Random) => readonly [string, string];
const rows = (num: number, row: (i: number) => string): string =>
  Array.from({ length: num }, (_, i) => row(i)).join('\n');

/** Everything that is no log, with how often of a hundred. */
const OTHERS: readonly (readonly [number, Maker])[] = [
  [
    40,
    (i, random) => [`sys/devices/pci0000:00/dev${i % 900}/attr_${i}`, `${Math.floor(random.next() * 1e6)}\n`],
  ],
  [8, (i) => [`sys/class/net/eth${i % 40}/uevent${i}`, `INTERFACE=eth${i}\nIFINDEX=${i}\n`]],
  [
    16,
    (i) => [
      `proc/${i}/status`,
      `Name:\tapp-${i}\nUmask:\t0022\nState:\tS (sleeping)\nPid:\t${i}\nVmRSS:\t  ${i * 4} kB\n`,
    ],
  ],
  [
    6,
    (i) => [
      `proc/${i}/maps`,
      rows(20, (k) => `7f${i}${k}0000-7f${i}${k}8000 r-xp 00000000 08:01 ${k}${i} /usr/lib64/libx-${k}.so`),
    ],
  ],
  [
    7,
    (i) => [
      `etc/app/conf.d/site-${i}.conf`,
      `# site ${i}\n[main]\nname = site-${i}\nport = ${1000 + i}\nenabled = true\n`,
    ],
  ],
  [
    3,
    (i) => [
      `etc/systemd/system/unit-${i}.service`,
      `[Unit]\nDescription=Unit ${i}\n\n[Service]\nExecStart=/usr/bin/x --id ${i}\n`,
    ],
  ],
  [
    3,
    (i) => [
      `cluster-scoped-resources/core/nodes/node-${i}.yaml`,
      `apiVersion: v1\nkind: Node\nmetadata:\n  name: node-${i}\n  creationTimestamp: "2024-05-01T00:00:00Z"\nstatus:\n  conditions:\n  - lastHeartbeatTime: "2024-05-14T09:00:${pad(i % 60)}Z"\n    type: Ready\n`,
    ],
  ],
  [
    3,
    (i) => [
      `namespaces/shop/pods/web-${i}/web-${i}.yaml`,
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-${i}\n  creationTimestamp: "2024-05-14T08:00:00Z"\nspec:\n  containers:\n  - image: x\n`,
    ],
  ],
  [
    3,
    (i) => [
      `sos_commands/process/ps_${i}`,
      `USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\n${rows(30, (k) => `root ${k * 7} 0.0 0.1 171820 16${pad(k)} ? Ss May14 0:${pad(k)} /usr/sbin/unit-${k}`)}`,
    ],
  ],
  [
    2,
    (i) => [
      `sos_commands/filesys/ls_-lanR_${i}`,
      `total 12\n${rows(40, (k) => `-rw-r--r--. 1 0 0 ${k * 100} May ${pad(1 + (k % 14))} 09:${pad(k)} file-${k}.log`)}`,
    ],
  ],
  [
    2,
    (i) => [
      `sos_commands/rpm/package-data-${i}`,
      rows(
        30,
        (k) =>
          `package-${(k * 7919) % 997}-1.${i}.el9.x86_64           Tue ${pad(1 + ((k * 11) % 28))} May 2024 0${k % 9}:${pad((k * 31) % 60)}:28 AM UTC`,
      ),
    ],
  ],
  [
    2,
    (i) => [
      `sos_commands/sar/sar${i}`,
      `Linux 5.14.0 (host7) \t05/14/2024 \t_x86_64_\t(4 CPU)\n\n00:00:01        CPU     %user     %nice   %system   %iowait    %steal     %idle\n${rows(40, (k) => `${pad(Math.floor(k / 6))}:${pad((k % 6) * 10)}:01        all      ${k}.10      0.00      1.20      0.30      0.00     ${90 - k}.00`)}`,
    ],
  ],
  [
    1,
    (i) => [
      `sos_commands/systemd/systemctl_status_${i}`,
      `* unit-${i}.service - Unit ${i}\n   Loaded: loaded\n   Active: active (running) since Tue 2024-05-14 09:00:28 UTC; 3 days ago\n Main PID: ${i}\n`,
    ],
  ],
  [1, (i) => [`usr/share/doc/pkg-${i}/README.md`, `# pkg-${i}\n\nMade on 2024-05-14, for no purpose.\n`]],
  [1, (i) => [`usr/lib/x/lib-${i}.so`, `\x7fELF\x02\x01\x01${'\0\x03\x01\x02'.repeat(60)}`]],
  [2, (i) => [`var/lib/empty/${i}`, '']],
];
const WHEEL = OTHERS.flatMap(([num, make]) => Array.from({ length: num }, () => make));

const FACTS: readonly (readonly [string, string])[] = [
  ['etc/os-release', 'NAME="Example"\nPRETTY_NAME="Example Linux 9.3"\n'],
  ['proc/version', 'Linux version 5.14.0-362.el9.x86_64 (gcc) #1 SMP\n'],
  [
    'sos_commands/filesys/df_-al',
    'Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/sda1       52403200 20403200  32000000  39% /\n/dev/sdb1       52403200 51403200   1000000  98% /var/lib/db\n',
  ],
  [
    'free',
    '              total        used        free\nMem:       16265388     9123456     1234567\nSwap:       4194300      123456     4070844\n',
  ],
  ['uptime', ' 09:00:28 up 12 days,  3:14,  2 users,  load average: 0.10, 0.20, 0.30\n'],
];

/** At least a hundred files, sixty of them logs, spread over the bundle. */
export function* makeBundle(numFiles: number, seed = 1): Generator<BundleFile> {
  const random = createRandom(seed);
  const plan = logPlan();
  const every = Math.floor(numFiles / plan.length);
  const numOthers = numFiles - plan.length - FACTS.length;
  const named = (path: string, text: string, isLog: boolean): BundleFile => {
    const bytes = UTF8.encode(text);
    return { path: `${ROOT}/${path}`, bytes: path.endsWith('.gz') ? gzipSync(bytes) : bytes, isLog };
  };
  for (const [path, text] of FACTS) yield named(path, text, false);
  for (let i = 0, next = 0; i < numOthers || next < plan.length; i++) {
    if (next < plan.length && (i >= next * every || i >= numOthers)) {
      const [path, line, num] = plan[next++];
      yield named(path, num === 0 ? eventsText() : logText(line, num, random), true);
    }
    if (i >= numOthers) continue;
    const [path, text] = WHEEL[(i * 37) % WHEEL.length](i, random);
    yield named(path, text, false);
  }
}
