/** Who and what a text names. In: lines of a file. Out: hosts, and ids with addresses, as far as they tell one system from another. */
import { syslogHost } from '../entities/syslog-host';

export interface Traits {
  readonly hosts: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/** Enough to know a file by. */
const MAX_NAMES = 500;
const MAX_LINE = 2000;

/** 'host=web-3', '"hostname": "web-3"', and what orchestrators call it. */
const NAMED_HOST =
  /\b(?:host|host_?name|syslog_hostname|_HOSTNAME|computer(?:_?name)?|node_?name|server_?name|pod(?:_?name)?|instance_?id)(?:"\s*:\s*"|=\s*"?)([A-Za-z0-9][\w.-]{1,80})/gi;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
/** A trace, a container, a block: letters and digits, too long to be met by chance. */
const LONG_ID = /\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{16,64}\b|\bblk_-?\d{6,}\b/gi;
const ADDRESS = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
/** Every machine has these. */
const EVERYWHERE = /^(?:0\.|127\.|255\.|169\.254\.|224\.)|\.(?:0|1|255)$/;
const NO_HOST =
  /^(?:localhost(?:\.localdomain)?|ubuntu|debian|centos|raspberrypi|null|none|true|false|unknown|\d+(?:\.\d+){0,3})$/i;

export function traitsOf(text: string): Traits {
  const hosts = new Set<string>();
  const ids = new Set<string>();
  for (const whole of text.split('\n')) {
    const line = whole.length > MAX_LINE ? whole.slice(0, MAX_LINE) : whole;
    const own = syslogHost(line);
    if (own !== null) addHost(hosts, own);
    for (const [, name] of line.matchAll(NAMED_HOST)) addHost(hosts, name);
    for (const pattern of [UUID, LONG_ID])
      for (const [id] of line.matchAll(pattern)) if (!/^[0-]+$/.test(id)) addTo(ids, id.toLowerCase());
    for (const [address] of line.matchAll(ADDRESS)) if (!EVERYWHERE.test(address)) addTo(ids, address);
  }
  return { hosts, ids };
}

function addHost(hosts: Set<string>, name: string): void {
  if (!NO_HOST.test(name)) addTo(hosts, name.toLowerCase());
}

function addTo(names: Set<string>, name: string): void {
  if (names.size < MAX_NAMES) names.add(name);
}
