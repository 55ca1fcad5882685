/**
 * How grave a kind of record is: as it states or as the status of its response says (KindTable.level), else by the words of its
 * template. In: kinds and templates. Out: indices into LEVELS, and where they are from. Words never overrule a level.
 */
import { FAILS_BY_STATUS, FAILS_BY_WORDS } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from './level-words';
import { isDeath } from './process-death';

/** Where a level is from: the record states it, the status of its response is it, or the words of its template. '': it has none. */
export type LevelFrom = '' | 'stated' | 'status' | 'words';

/** Of one kind, where `level` is what effectiveLevelOfKinds says. */
export function levelFrom({ kinds }: Pick<LogTable, 'kinds'>, kind: number, level: number): LevelFrom {
  if (level === 0) return '';
  if (kinds.level[kind] === 0) return 'words';
  return (kinds.stated ?? kinds.level)[kind] === kinds.level[kind] ? 'stated' : 'status';
}

const levelsOfWords = new WeakMap<TemplateTable['templates'], Uint8Array>();

/** What the words of each template say, found once: features ask for it several times, and templates may be many. */
function wordLevels({ templates }: TemplateTable): Uint8Array {
  let levels = levelsOfWords.get(templates);
  if (levels === undefined) {
    levels = Uint8Array.from(templates, ({ text }) => levelOfWords(text));
    levelsOfWords.set(templates, levels);
  }
  return levels;
}

/** Level of each kind of record: stated or by its status, else by the words of its template. `level`: of the kinds, as they are weighed. */
export function effectiveLevelOfKinds(
  table: LogTable,
  templates: TemplateTable,
  level: Uint8Array = table.kinds.level,
): Uint8Array {
  const ofTemplate = wordLevels(templates);
  return Uint8Array.from(level, (own, kind) => own || ofTemplate[templates.ofKind[kind]]);
}

/**
 * The level that a kind of record weighs with in the vote, 0 for none: what it states, where it states one. A response of 5xx in a line of
 * information is one request that failed: it tells of a failure (failuresOfTemplates) and stands in the share of what failed, but two of
 * them are no news as two errors are.
 */
export function weighedLevelOfKinds({ kinds }: Pick<LogTable, 'kinds'>): Uint8Array {
  const { level, stated } = kinds;
  return stated ? level.map((counted, kind) => (isCalm(stated[kind]) ? stated[kind] : counted)) : level;
}

const isCalm = (level: number): boolean => level > 0 && level < LEVEL_WARN;

/** The same, where the end of a process counts as an error whatever its level. */
export function raiseDeaths(gravity: Uint8Array, templates: TemplateTable): Uint8Array {
  const ends = templates.templates.map(({ text }) => isDeath(text));
  return gravity.map((level, kind) => (ends[templates.ofKind[kind]] ? Math.max(level, LEVEL_ERROR) : level));
}

/**
 * How grave each template is: the gravest level stated by at least 1 % of its records, else by its words. The end of a process
 * counts as an error, though most programs log their own shutdown as information.
 */
export function gravityOfTemplates(table: LogTable, templates: TemplateTable): Uint8Array {
  const calm = calmResponses(table, templates);
  const ofWords = wordLevels(templates);
  return Uint8Array.from(templates.templates, ({ level, text }, template) => {
    const own = calm[template] || level || ofWords[template];
    return isDeath(text) ? Math.max(own, LEVEL_ERROR) : own;
  });
}

/** The stated level of a template of information whose errors are all known by the status of a response; 0: it is none. */
function calmResponses({ kinds }: LogTable, { length, ofKind }: TemplateTable): Uint8Array {
  const calm = new Uint8Array(length);
  const others = new Uint8Array(length);
  const weighed = weighedLevelOfKinds({ kinds });
  kinds.level.forEach((level, kind) => {
    if (level < LEVEL_ERROR) return;
    const own = weighed[kind] < LEVEL_WARN ? calm : others;
    own[ofKind[kind]] = Math.max(own[ofKind[kind]], weighed[kind]);
  });
  return calm.map((level, template) => (others[template] > 0 ? 0 : level));
}

/**
 * FAILS_BY_WORDS or FAILS_BY_STATUS for each template of information that says that something failed: many programs log failures so (BIND,
 * HAProxy, Postfix). The level stands, but a burst of what is new among those that say it in words is news.
 */
export function failuresOfTemplates(table: LogTable, templates: TemplateTable): Uint8Array {
  const calm = calmResponses(table, templates);
  const ofWords = wordLevels(templates);
  return Uint8Array.from(templates.templates, ({ level }, template) => {
    if (calm[template] > 0) return FAILS_BY_STATUS;
    return isCalm(level) && ofWords[template] >= LEVEL_ERROR ? FAILS_BY_WORDS : 0;
  });
}
