/** A whole SQL file of lake/. In: model, dialect. Out: its text; no text of the log stands anywhere in it but in literals. */
import type { Dialect } from './dialect';
import type { LakeModel } from './model';
import { coverageHoursStatement, coverageStatement, sampleStatement } from './sql-coverage';
import { recordsStatement } from './sql-records';
import {
  featureWindowsStatement,
  judgedStatement,
  parametersStatement,
  templateLinesStatement,
  templatesStatement,
  templateWindowsStatement,
} from './sql-windows';

export function lakeScript(model: LakeModel, sql: Dialect, version: string): string {
  const head = `-- Harbinger ${version}: the templates of one analysis as ${sql.title} SQL, ${model.print}.
-- lake_lines -> lake_records -> lake_judged -> template_windows, template_lines, feature_windows. README.md beside this file says how it is run.`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['What to change: where the lines are, and the windows', [...sql.lines, parametersStatement(model, sql)]],
    ['The templates of the page', [templatesStatement(model, sql)]],
    ['Lines to records: head, time, level, template', [recordsStatement(model, sql)]],
    [
      'Records to windows',
      [
        judgedStatement(model, sql),
        templateWindowsStatement(model, sql),
        templateLinesStatement(model, sql),
        featureWindowsStatement(model, sql),
      ],
    ],
    [
      'What was read, and what was not',
      [coverageStatement(model, sql), coverageHoursStatement(model, sql), 'SELECT * FROM lake_coverage;'],
    ],
    [
      'The results as files: drop them on the page together',
      [
        sql.save('template_windows', '1, 2, 3, 4, 5'),
        sql.save('feature_windows', '1'),
        sql.save('template_lines', '1, 2'),
      ],
    ],
    [
      'Lines for another round of mining: drop them on the page alone, where too many records are unknown',
      [sampleStatement(model, sql), sql.save('lake_sample', '1, 2')],
    ],
  ];
  const limits = sql.limits.length === 0 ? [] : [sql.limits.join('\n')];
  const parts = sections.map(([title, statements]) => `-- ${title}.\n\n${statements.join('\n\n')}`);
  return `${[head, ...limits, ...parts].join('\n\n')}\n`;
}
