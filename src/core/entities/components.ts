/**
 * Which part of a system a record is about, under the name that a person calls it by. In: what a record says of its origin: the deepest own
 * frame of its trace, logger or tag, message, file. Out: a Component, from what deserves most trust. A logger that only carries calls
 * ('oslo_messaging.rpc.server') is not the part that failed when a trace says `cinder/volume/manager.py`.
 */
import type { CodePlace, Component } from '../../contracts/answer';
import { isCarrier, isGeneric, roleOf, speaksOfOthers } from './generic-names';

export interface RecordOrigin {
  /** Of the trace in the record; null: it holds none. */
  readonly frame: CodePlace | null;
  /** As the header names it: a logger, a syslog tag, a container, a thread; '': none. */
  readonly source: string;
  /** Without its header. */
  readonly message: string;
  /** Path of its file as dropped. */
  readonly file: string;
}

/** The first that names something; null: neither trace, logger, message nor file does. */
export function componentOf(origin: RecordOrigin): Component | null {
  const bySource = componentOfSource(origin.source);
  const hosted =
    bySource !== null && speaksOfOthers(bySource.name) ? componentInMessage(origin.message) : null;
  return (
    componentOfFrame(origin.frame) ??
    hosted ??
    (bySource !== null && !isCarrier(origin.source) ? bySource : null) ??
    componentInMessage(origin.message) ??
    componentOfFile(origin.file) ??
    bySource
  );
}

/** Where programs are put: what they are called comes behind it. */
const HOMES = /^\/(?:(?:srv|opt|app|apps|usr|local|var|www|data|mnt|code|root|(?:home|users)\/[^/]+)\/)+/i;

/** 'cinder/volume/manager.py' -> cinder-volume; 'com.acme.cart.CartService.add' -> CartService. */
export function componentOfFrame(frame: CodePlace | null): Component | null {
  if (frame === null) return null;
  const folders = frame.file
    .replace(HOMES, '')
    .replace(/\.\w+$/, '')
    .split('/')
    .filter(Boolean);
  // The client of another service is the code that asked, not the part that asks.
  if (/^\w+client$/.test(folders[0] ?? '')) return null;
  const name = (isQualified(frame) ? classOf(frame.name.split(/[.$#]|::/)) : null) ?? ofSegments(folders);
  return name === null ? null : { name, kind: 'service', from: 'trace' };
}

/** Java and .NET name a class with its package; what others name is a function, of which the file's folder tells better. */
function isQualified(frame: CodePlace): frame is CodePlace & { readonly name: string } {
  return frame.name !== null && /\.(?:java|kt|scala|groovy|clj|cs)$/.test(frame.file);
}

/** A logger, syslog tag, container, pod, unit or thread as the part of the system that it stands for. */
export function componentOfSource(source: string): Component | null {
  const bare = source
    .trim()
    .replace(/\[[^\]]*\]$/, '')
    .replace(/\(.*\)$/, '')
    .replace(/:$/, '');
  if (bare === '' || isThread(bare)) return null;
  const kube = /^(pod|node|replicaset|deployment|container|service)\/([^/\s]+)/i.exec(bare);
  if (kube) {
    const kind = kube[1].toLowerCase() === 'node' ? 'host' : 'service';
    return { name: withoutHash(kube[2]), kind, from: 'container' };
  }
  const code = /^((?:[\w-]+\/)*)([\w-]+)\.(?:go|cc|cpp|c|py|java|rs|js|ts|rb|php|cs|kt|scala)(?::\d+)?$/.exec(
    bare,
  );
  if (code) return ofCode(code[1], code[2]);
  if (/^[\w.-]+\.(?:com|org|net|io|local|internal|lan)$/.test(bare))
    return { name: bare, kind: 'service', from: 'logger' };
  const unit = /^([\w.@:-]+)\.(?:service|socket|timer|mount)$/.exec(bare);
  if (unit) return { name: unit[1], kind: 'service', from: 'tag' };
  const segments = bare.split(/[.$]|::/).filter((each) => /^[\w-]+$/.test(each));
  if (/\s/.test(bare) || segments.length <= 1) return ofWord(bare);
  const name = ofSegments(segments);
  return name === null ? null : { name, kind: 'service', from: 'logger' };
}

function ofWord(word: string): Component | null {
  const name = withoutHash(word);
  if (isGeneric(name) || name.length > 40 || isSession(name)) return null;
  return {
    name,
    kind: /^[a-z][\w.@-]*$/.test(name) ? 'process' : 'service',
    from: name === word ? 'tag' : 'container',
  };
}

/** 'shop@orders/web', 'root@host': who is connected to what; a unit of systemd ('getty@tty1') has come through its '.service'. */
function isSession(name: string): boolean {
  return /^[^@\s]+@[^@\s]+(?:\/|$)/.test(name);
}

/** 'db/pool.go' -> db, 'CqlQueryExecutor.java' -> CqlQueryExecutor, 'main.go' -> null. */
function ofCode(folder: string, stem: string): Component | null {
  const name = isCamel(stem) ? stem : folder.split('/').find((each) => each !== '' && !isGeneric(each));
  return name && !isGeneric(name) ? { name, kind: 'service', from: 'logger' } : null;
}

const REVERSE_DOMAIN = /^(?:com|org|net|io|de|edu|gov|uk|fr|ru|cn|jp|dev|app|me|eu|ch|nl)$/;

/** A class where one is told and says something, else the package with the service below it. */
function ofSegments(segments: readonly string[]): string | null {
  const className = classOf(segments);
  if (className !== null) return className;
  const own = segments.filter((each, i) => !(i === 0 && segments.length > 1 && REVERSE_DOMAIN.test(each)));
  if (own.every((each) => /^\p{Lu}/u.test(each))) return own.find((each) => !isGeneric(each)) ?? null;
  const lower = own.filter((each) => !isCamel(each));
  const at = lower.findIndex((each) => !isGeneric(each) && !/^[a-z]$/.test(each));
  if (at < 0) return null;
  const role = lower.slice(at + 1, at + 2).map(roleOf)[0] ?? null;
  return role === null || role === lower[at] ? lower[at] : `${lower[at]}-${role}`;
}

/** The last class name of a dotted one that says something: 'DataNode' of 'dfs.DataNode$PacketResponder'. */
function classOf(segments: readonly string[]): string | null {
  const first = segments.findIndex(isCamel);
  if (first < 0 || (first === 0 && segments.length > 1 && segments.slice(1).every(isCapital))) return null;
  return segments.slice(first).find((each) => isCamel(each) && !isGeneric(each)) ?? null;
}

function isCamel(segment: string): boolean {
  return /^\p{Lu}[\p{Lu}\d]*\p{Ll}/u.test(segment);
}

function isCapital(segment: string): boolean {
  return /^\p{Lu}/u.test(segment);
}

/** 'pool-1-thread-3', 'http-nio-8080-exec-1', 'Thread-4', 'worker-1': many of one kind, and none of them a part of the system. */
function isThread(name: string): boolean {
  return (
    /\b(?:thread|exec|executor|worker|pool|daemon)[-_ #]*\d*$/i.test(name) &&
    /\d|\s|^(?:thread|worker|pool)/i.test(name)
  );
}

/** A pod's name without what its ReplicaSet and it got at random: 'checkout-7d9f8b6c5d-x2k4q' -> checkout. */
function withoutHash(name: string): string {
  const short = name.replace(
    /-[a-f0-9]{6,10}-[a-z0-9]{5}$|-(?=[a-z]*\d)[a-f0-9]{8,}$|[-_.][a-f0-9]{12,}$/,
    '',
  );
  return short === '' ? name : short;
}

/** What a message names as its subject: a unit, a killed process, a container, an instance of a role. */
export function componentInMessage(message: string): Component | null {
  const line = message.split('\n', 1)[0].slice(0, 400);
  const unit = /(?:^|\s|")([A-Za-z][\w.@:\\-]{1,60}?)\.(?:service|socket|mount|target)\b/.exec(line);
  if (unit && unit[1] !== 'systemd') return { name: unit[1], kind: 'service', from: 'message' };
  const killed = /\b[Kk]ill(?:ed)? process \d+,?(?: UID \d+,?)? \(?([\w./@-]+?)\)?(?=[,.\s]|$)/.exec(line);
  if (killed) return { name: killed[1], kind: 'process', from: 'message' };
  const crashed = /^([\w.@-]+)\[\d+\]:? (?:segfault|trap|general protection)/.exec(line);
  if (crashed) return { name: crashed[1], kind: 'process', from: 'message' };
  const container =
    /\b(?:container|pod|deployment|service|daemon|process|unit)[ =:]+["'`]?([A-Za-z][\w./-]{2,60})["'`]?/.exec(
      line,
    );
  if (container && /[-/\d]/.test(container[1])) {
    const last =
      container[1]
        .replace(/[./-]+$/, '')
        .split('/')
        .filter(Boolean)
        .at(-1) ?? '';
    if (!isGeneric(last)) return { name: withoutHash(last), kind: 'service', from: 'message' };
  }
  const instance = /(?:^|[\s([])([a-z]{2,12}\.\d{1,4})(?=[\s,:;)\]]|$)/.exec(line);
  return instance && !isGeneric(instance[1].split('.')[0])
    ? { name: instance[1], kind: 'service', from: 'message' }
    : null;
}

/** 'logs/cinder-volume.log.1.gz' -> cinder-volume; 'user-service/stdout.log' -> user-service; 'syslog' -> null. */
export function componentOfFile(path: string): Component | null {
  const parts = path.split(/[/\\]/).filter(Boolean);
  for (const part of parts.reverse().slice(0, 3)) {
    const stem = stemOf(part);
    if (/\p{L}{2}/u.test(stem) && !isGeneric(stem, 'with its number'))
      return { name: withoutHash(stem), kind: 'file', from: 'file-name' };
  }
  return null;
}

/** A file's name without endings, rotation and date. */
function stemOf(name: string): string {
  let stem = name.replace(/ \(\d+\)$/, '');
  for (let before = ''; before !== stem; ) {
    before = stem;
    stem = stem.replace(
      /(?:[._-](?:gz|bz2|xz|zst|zip|log|txt|out|err|json|jsonl|csv|ndjson|old|\d{1,4}|\d{4}-?\d\d(?:-?\d\d)?))$/i,
      '',
    );
  }
  return stem;
}
