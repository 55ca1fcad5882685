/**
 * How grave a kind of record is: as it states or as the status of its response says (KindTable.level), else by the words of its
 * template. In: kinds and templates. Out: indices into LEVELS, and where they are from. Words never overrule a level.
 */
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

/** Level of each kind of record: stated or by its status, else by the words of its template. */
export function effectiveLevelOfKinds(table: LogTable, templates: TemplateTable): Uint8Array {
  const ofTemplate = templates.templates.map((template) => levelOfWords(template.text));
  return Uint8Array.from(table.kinds.level, (level, kind) => level || ofTemplate[templates.ofKind[kind]]);
}

/** The same, where the end of a process counts as an error whatever its level. */
export function raiseDeaths(gravity: Uint8Array, templates: TemplateTable): Uint8Array {
  const ends = templates.templates.map(({ text }) => isDeath(text));
  return gravity.map((level, kind) => (ends[templates.ofKind[kind]] ? Math.max(level, LEVEL_ERROR) : level));
}

/**
 * How grave each template is: the gravest level stated by at least 1 % of its records, else by its words. The end of a process
 * counts as an error, though most programs log their own shutdown as information.
 */
export function gravityOfTemplates(templates: TemplateTable): Uint8Array {
  return Uint8Array.from(templates.templates, ({ level, text }) => {
    const own = level || levelOfWords(text);
    return isDeath(text) ? Math.max(own, LEVEL_ERROR) : own;
  });
}

/**
 * 1 for each template of information whose words say that something failed: many programs log failures so (BIND, HAProxy, Postfix).
 * The level stands, but a burst of what is new among them is news.
 */
export function failuresOfTemplates(templates: TemplateTable): Uint8Array {
  return Uint8Array.from(templates.templates, ({ level, text }) =>
    level > 0 && level < LEVEL_WARN && levelOfWords(text) >= LEVEL_ERROR ? 1 : 0,
  );
}
