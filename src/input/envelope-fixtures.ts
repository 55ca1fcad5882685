/** Envelopes and inner notations of the test of records within records: each makes lines of one moment, level, source and text. */

export interface Event {
  readonly ms: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

type Inner = (event: Event) => string;
/** Lines of a file whose records hold `inner` texts; `header`: lines above them. */
export interface Envelope {
  readonly header?: string;
  readonly wrap: (inner: string, ms: number, i: number) => string;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const spaced = (ms: number): string => iso(ms).replace('T', ' ').slice(0, 19);
const micros = (ms: number): string => `${iso(ms).slice(11, 23)}000`;
const upper = ({ level }: Event): string => level.toUpperCase();
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const monthDay = (ms: number): string => {
  const date = new Date(ms);
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${iso(ms).slice(11, 19)}`;
};
const PINO = { debug: 20, info: 30, warn: 40, error: 50 };

export const INNER: Readonly<Record<string, Inner>> = {
  spring: (e) =>
    `${iso(e.ms)} ${upper(e).padStart(5)} 1 --- [           main] c.e.shop.CartService   : ${e.text}`,
  log4j: (e) =>
    `${spaced(e.ms)},${iso(e.ms).slice(20, 23)} ${upper(e).padEnd(5)} [main] c.example.App - ${e.text}`,
  python: (e) =>
    `${spaced(e.ms)},${iso(e.ms).slice(20, 23)} - shop.cart - ${upper(e).replace('WARN', 'WARNING')} - ${e.text}`,
  basic: (e) => `${upper(e).replace('WARN', 'WARNING')}:shop.cart:${e.text}`,
  klog: (e) =>
    `${upper(e)[0].replace('D', 'I')}${iso(e.ms).slice(5, 7)}${iso(e.ms).slice(8, 10)} ${micros(e.ms)}       1 controller.go:116] ${e.text}`,
  logfmt: (e) => `ts=${iso(e.ms)} caller=db.go:12 level=${e.level} component=db msg="${e.text}"`,
  pino: (e) => JSON.stringify({ level: PINO[e.level], time: e.ms, pid: 7, hostname: 'web-1', msg: e.text }),
  zap: (e) => JSON.stringify({ level: e.level, ts: e.ms / 1000, caller: 'main.go:12', msg: e.text }),
  ecs: (e) =>
    JSON.stringify({ '@timestamp': iso(e.ms), 'log.level': upper(e), message: e.text, 'log.logger': 'a.B' }),
  bracket: (e) => `[${spaced(e.ms)}] [${upper(e)}] ${e.text}`,
  levelThread: (e) => `${upper(e)} [main] ${e.text}`,
  levelColon: (e) => `${upper(e)}: ${e.text}`,
  plain: (e) => e.text,
  goStd: (e) => `${spaced(e.ms).replace(/-/g, '/')} ${e.text}`,
};

/** Notations that state no level. */
export const LEVELLESS = ['plain', 'goStd'];
/** klog has no letter for debug. */
export const WITHOUT_DEBUG = ['klog'];

const json =
  (make: (inner: string, ms: number, i: number) => object): Envelope['wrap'] =>
  (inner, ms, i) =>
    JSON.stringify(make(inner, ms, i));
const cell = (text: string): string => `"${text.replace(/"/g, '""')}"`;
const kubernetes = { pod_name: 'web-1', namespace_name: 'shop', container_name: 'web' };

export const ENVELOPES: Readonly<Record<string, Envelope>> = {
  docker: { wrap: json((t, ms) => ({ log: `${t}\n`, stream: 'stdout', time: iso(ms) })) },
  dockerBlanks: {
    wrap: (t, ms) =>
      `{"log": ${JSON.stringify(`${t}\n`)}, "stream": "stderr", "time": "${iso(ms).slice(0, 23)}000001Z"}`,
  },
  timelessJson: { wrap: json((t) => ({ log: `${t}\n`, file: '/a' })) },
  cri: { wrap: (t, ms) => `${iso(ms).slice(0, 23)}000001Z stdout F ${t}` },
  filebeat: {
    wrap: json((t, ms) => ({
      '@timestamp': iso(ms),
      '@metadata': { beat: 'filebeat', type: '_doc', version: '8.1.0' },
      log: { offset: 1, file: { path: '/var/log/a.log' } },
      message: t,
      input: { type: 'filestream' },
      host: { name: 'n1' },
    })),
  },
  fluentBit: { wrap: json((t, ms) => ({ date: ms / 1000, log: t, kubernetes })) },
  fluentBitLine: {
    wrap: json((t, ms) => ({ '@timestamp': iso(ms), log: `${t}\n`, stream: 'stdout', kubernetes })),
  },
  vector: {
    wrap: json((t, ms) => ({
      file: '/a.log',
      host: 'n1',
      message: t,
      source_type: 'file',
      timestamp: iso(ms),
    })),
  },
  logstash: {
    wrap: json((t, ms) => ({
      '@timestamp': iso(ms),
      '@version': '1',
      host: 'n1',
      path: '/a.log',
      message: t,
    })),
  },
  gcp: {
    wrap: json((t, ms) => ({
      insertId: 'k',
      logName: 'projects/p/logs/stdout',
      resource: { type: 'k8s_container' },
      severity: 'INFO',
      textPayload: `${t}\n`,
      timestamp: iso(ms),
    })),
  },
  cloudWatch: { wrap: json((t, ms) => ({ ingestionTime: ms + 5000, timestamp: ms, message: t })) },
  azure: {
    wrap: json((t, ms) => ({
      TimeGenerated: iso(ms),
      LogEntrySource: 'stdout',
      ContainerName: 'web',
      LogEntry: t,
    })),
  },
  datadog: {
    wrap: json((t, ms, i) => ({
      id: `A${i}`,
      content: { timestamp: iso(ms), host: 'h', service: 's', message: t },
    })),
  },
  splunkHec: { wrap: json((t, ms) => ({ time: ms / 1000, host: 'h', sourcetype: 'x', event: t })) },
  splunkRaw: { wrap: json((t, ms) => ({ preview: false, result: { _raw: t, _time: iso(ms), host: 'h' } })) },
  gelf: {
    wrap: json((t, ms) => ({ version: '1.1', host: 'n1', short_message: t, timestamp: ms / 1000, level: 6 })),
  },
  journald: {
    wrap: json((t, ms) => ({
      __REALTIME_TIMESTAMP: String(ms * 1000),
      _HOSTNAME: 'n1',
      PRIORITY: '6',
      SYSLOG_IDENTIFIER: 'shop',
      MESSAGE: t,
    })),
  },
  elastic: {
    wrap: json((t, ms, i) => ({
      _index: 'logs',
      _id: `a${i}`,
      _source: { '@timestamp': iso(ms), message: t },
    })),
  },
  lokiLine: { wrap: json((t, ms) => ({ labels: { app: 'x' }, line: t, timestamp: iso(ms) })) },
  syslogIso: { wrap: (t, ms) => `${iso(ms)} n1 shop[77]: ${t}` },
  syslog3164: { wrap: (t, ms) => `${monthDay(ms)} n1 shop[77]: ${t}` },
  syslogPri: { wrap: (t, ms) => `<14>${monthDay(ms)} n1 shop[77]: ${t}` },
  syslog5424: { wrap: (t, ms) => `<14>1 ${iso(ms)} n1 shop 77 - - ${t}` },
  octets: {
    wrap: (t, ms) => {
      const line = `<14>1 ${iso(ms)} n1 shop 77 - - ${t}`;
      return `${line.length} ${line}`;
    },
  },
  heroku: { wrap: (t, ms) => `${iso(ms).slice(0, 23)}000+00:00 app[web.1]: ${t}` },
  compose: { wrap: (t, ms) => `web-1  | ${iso(ms)} ${t}` },
  kubectl: { wrap: (t, ms) => `[pod/web-7c9/app] ${iso(ms)} ${t}` },
  pm2: { wrap: (t, ms) => `0|shop     | ${iso(ms).slice(0, 19)}: ${t}` },
  pm2Json: {
    wrap: json((t, ms) => ({
      message: `${t}\n`,
      timestamp: iso(ms),
      type: 'out',
      process_id: 0,
      app_name: 'shop',
    })),
  },
  csv: {
    header: 'Date,Host,Service,Message\n',
    wrap: (t, ms) => `${cell(iso(ms))},"h1","shop",${cell(t)}`,
  },
  csvSplunk: { header: '"_time","_raw",host,source\n', wrap: (t, ms) => `"${iso(ms)}",${cell(t)},h,s` },
  syslogInDocker: {
    wrap: json((t, ms) => ({
      log: `<14>1 ${iso(ms)} n1 shop 77 - - ${t}\n`,
      stream: 'stdout',
      time: iso(ms),
    })),
  },
  dockerInFilebeat: {
    wrap: json((t, ms) => ({
      '@timestamp': iso(ms),
      message: JSON.stringify({ log: `${t}\n`, stream: 'stdout', time: iso(ms) }),
    })),
  },
};
