// The most frequent templates so far; rows keep their place unless one is clearly overtaken, so that the list can be read.

import { memo, useRef } from 'react';
import type { PreviewTemplate } from '../../contracts/preview';
import { t } from '../../words/t';
import { formatNumber, formatShare } from '../shared/format';
import { Level } from '../shared/level';
import { TemplateText } from '../shared/template-text';
import { orderTemplates, type TemplateRow } from './template-order';

interface Props {
  readonly templates: readonly PreviewTemplate[];
  readonly numTemplates: number;
  readonly numRecords: number;
}

export const TemplatesPanel = memo(function TemplatesPanel({ templates, numTemplates, numRecords }: Props) {
  const rows = useStableRows(templates);
  return (
    <section className="panel preview-templates" aria-labelledby="preview-templates-title">
      <div className="panel-head">
        <h2 id="preview-templates-title">{t('Most frequent templates so far')}</h2>
        <span className="spacer" />
        {rows.length < numTemplates && (
          <span className="muted num">
            {t('{length} of {numTemplates}', {
              length: rows.length,
              numTemplates: formatNumber(numTemplates),
            })}
          </span>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="preview-empty">{t('No template yet.')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by the keyboard.
        <ol data-testid="preview-templates" tabIndex={0} aria-labelledby="preview-templates-title">
          {rows.map((row) => (
            <Row key={row.key} row={row} share01={numRecords === 0 ? 0 : row.count / numRecords} />
          ))}
        </ol>
      )}
    </section>
  );
});

function Row({ row, share01 }: { row: TemplateRow; share01: number }) {
  return (
    <li className="preview-template">
      <span
        className="preview-share"
        style={{ transform: `scaleX(${Math.min(1, share01)})` }}
        aria-hidden="true"
      />
      <Level level={row.level} />
      <TemplateText text={row.text} />
      <span className="num preview-count" data-count={row.count}>
        <span>{formatNumber(row.count)}</span>
        <span className="faint">{formatShare(Math.min(1, share01))}</span>
      </span>
    </li>
  );
}

function useStableRows(templates: readonly PreviewTemplate[]): readonly TemplateRow[] {
  const last = useRef<{ from: readonly PreviewTemplate[]; rows: readonly TemplateRow[] }>({
    from: [],
    rows: [],
  });
  if (last.current.from !== templates) {
    const before = last.current.rows.map(({ key }) => key);
    last.current = { from: templates, rows: orderTemplates(before, templates) };
  }
  return last.current.rows;
}
