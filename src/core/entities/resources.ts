/**
 * Things that a record names by an id, with what they are: a volume, an instance, a request, a block, a device. In: the text of a record.
 * Out: kinds in lower case and ids as they stand, in order, each once. What a thing is comes from the words or the key beside it, or from the
 * path that it stands in; an id of which nothing tells what it is has the kind ''.
 */
export interface Resource {
  /** 'volume', 'instance', 'request', 'block', 'ip', 'device', ...; '': not told. */
  readonly kind: string;
  /** As it stands in the record. */
  readonly id: string;
}

const MAX_TEXT = 4000;
const MAX_RESOURCES = 24;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const REQUEST = new RegExp(`\\breq-${UUID}\\b`, 'g');
/** In a path: '/volumes/ID/action'. */
const IN_PATH = new RegExp(`/([a-z][a-z_-]{2,30}?)/(${UUID}|\\d{2,12})(?![\\w.-])`, 'g');
/** 'volume 15ad…', 'instance: 0eda…', 'device_id=0eda…', '"pod":"…"', "port 'x'". */
const BESIDE = new RegExp(
  `\\b([A-Za-z][A-Za-z_]{1,30})(?:[ _-]?(?:id|uuid|ID|UUID))?\\b["']?\\s?[:=# ]\\s?["'\\[(]?(${UUID})(?![\\w-])`,
  'g',
);
/** 'volume-15ad…'. */
const JOINED = new RegExp(`\\b([A-Za-z][A-Za-z_]{2,30})-(${UUID})(?![\\w-])`, 'g');
const LONE_UUID = new RegExp(`(?<![\\w-])(${UUID})(?![\\w-])`, 'g');
const BLOCK = /\bblk_-?\d{3,}\b/g;
const DEVICE =
  /\/dev\/[a-z][\w/-]{1,40}|\b(?:sd[a-z]\d{0,2}|nvme\d+n\d+(?:p\d+)?|vd[a-z]|dm-\d+|eth\d+|ens\d+|eno\d+|bond\d+)\b/g;
const IP = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\w.]*\w)/g;
const NAMED =
  /\b(pod|container|node|host|hostname|user|topic|partition|queue|table|index|keyspace|database|schema|bucket|unit|job|task|order|session|tenant|project|namespace|deployment|image|disk|pool|shard|peer|broker|region|server|instance|volume|port|network|router)[_ ]?(?:name|id)?\s?(?:=|: ?| )\s?["'`]?((?=[\w./:@-]*[\d_-])[A-Za-z0-9][\w./@-]{1,80}[\w])/gi;
const PATH = /(?<![\w/.:])\/(?:[\w.@+-]+\/)+[\w.@+-]+/g;

/** Kinds of things that systems name alike, so that one of them beside an id is trusted before a word that only stands there. */
const THINGS =
  /^(?:volume|instance|server|vm|image|network|subnet|port|router|pod|container|node|host|disk|snapshot|user|tenant|project|order|job|task|block|table|topic|queue|index|device|request|session|account|bucket|cluster|deployment)$/;

export function isThing(kind: string): boolean {
  return THINGS.test(kind);
}

/** Words before an id that do not say what it is. */
const NOT_A_KIND =
  /^(?:the|a|an|of|for|to|in|on|at|by|from|with|and|or|id|uuid|is|was|named|called|req|http|https|name|value|key|get|put|post|delete|patch|attach|detach|create|creating|update|remove|start|stop|boot|spawn|find|found|not|no|failed|error|see|trace|correlation)$/i;

export function resourcesIn(text: string): readonly Resource[] {
  const shown = text.slice(0, MAX_TEXT);
  const found = new Map<string, Resource & { readonly at: number }>();
  const add = (kind: string, id: string, at: number): void => {
    const known = found.get(id);
    if (known === undefined || known.kind === '')
      found.set(id, { kind, id, at: Math.min(at, known?.at ?? at) });
  };
  for (const match of shown.matchAll(REQUEST)) add('request', match[0], match.index);
  for (const match of shown.matchAll(BESIDE))
    if (!NOT_A_KIND.test(match[1])) add(kindOf(match[1]), match[2], match.index);
  for (const match of shown.matchAll(JOINED))
    if (!NOT_A_KIND.test(match[1])) add(kindOf(match[1]), match[2], match.index);
  for (const match of shown.matchAll(IN_PATH)) add(singular(match[1]), match[2], match.index);
  for (const match of shown.matchAll(LONE_UUID))
    if (!found.has(`req-${match[1]}`)) add('', match[1], match.index);
  for (const match of shown.matchAll(BLOCK)) add('block', match[0], match.index);
  for (const match of shown.matchAll(DEVICE)) add('device', match[0], match.index);
  for (const match of shown.matchAll(NAMED)) add(kindOf(match[1]), match[2], match.index);
  for (const match of shown.matchAll(IP)) add('ip', match[0], match.index);
  for (const match of shown.matchAll(PATH))
    if (!match[0].startsWith('/dev/') && ![...found.keys()].some((id) => match[0].includes(id)))
      add('path', match[0], match.index);
  return [...found.values()]
    .sort((a, b) => a.at - b.at)
    .slice(0, MAX_RESOURCES)
    .map(({ kind, id }) => ({ kind, id }));
}

/** 'device_id', 'volumeUuid' -> device, volume; a server of a cloud is an instance. */
function kindOf(word: string): string {
  const bare = word
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/_?(?:id|uuid|name)$/, '');
  return singular(bare.split('_').at(-1) || bare);
}

function singular(word: string): string {
  const lower = word.toLowerCase();
  if (/(?:ss|us|is)$/.test(lower)) return lower;
  return lower
    .replace(/ies$/, 'y')
    .replace(/(?<=[sx]|ch|sh)es$/, '')
    .replace(/s$/, '');
}

/** As a person writes it in a sentence: the first eight digits of a UUID, all of anything else. */
export function shortId(id: string): string {
  const uuid = /^(req-)?([0-9a-f]{8})-[0-9a-f]{4}-/.exec(id);
  return uuid ? `${uuid[1] ?? ''}${uuid[2]}` : id;
}
