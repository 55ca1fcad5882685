// Above the templates: words and level, new since when, as a list or a heat map, and on to the comparison.

import { GitCompareArrows, Grid3x3, List } from 'lucide-react';
import { useMemo } from 'react';
import type { AnalysisResult } from '../../contracts/result';
import type { TimeSpan } from '../../contracts/units';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { LevelSelect } from '../shared/level-select';

export function TemplateTools() {
  const query = useView((state) => state.templateQuery);
  const change = useView((state) => state.filterTemplates);
  const showCompare = useView((state) => state.showCompare);
  return (
    <>
      <input
        className="input grow"
        type="search"
        placeholder={t('Filter by text or id (T12)')}
        aria-label={t('Filter templates')}
        value={query.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <LevelSelect value={query.minLevel} onChange={(minLevel) => change({ minLevel })} />
      <NewSince />
      <fieldset className="template-as" aria-label={t('Shown as')}>
        {(['list', 'map'] as const).map((as) => (
          <button
            key={as}
            type="button"
            className="button"
            aria-pressed={query.as === as}
            data-testid={`templates-as-${as}`}
            onClick={() => change({ as })}
          >
            {as === 'list' ? <List size={14} aria-hidden="true" /> : <Grid3x3 size={14} aria-hidden="true" />}
            {as === 'list' ? t('List') : t('Heat map')}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="button"
        data-testid="templates-compare"
        title={t('Which templates rose, fell, appeared or vanished (C)')}
        onClick={() => showCompare(null)}
      >
        <GitCompareArrows size={14} aria-hidden="true" />
        {t('Compare')}
      </button>
    </>
  );
}

/** Nothing to choose from where there are no times. */
function NewSince() {
  const result = useResult();
  const zoom = useView((state) => state.zoom);
  const sinceMs = useView((state) => state.templateQuery.newSinceMs);
  const change = useView((state) => state.filterTemplates);
  const moments = useMemo(() => momentsOf(result, zoom), [result, zoom]);
  if (moments.length === 0) return null;
  return (
    <select
      className="input"
      aria-label={t('New since')}
      data-testid="new-since"
      value={sinceMs ?? ''}
      onChange={(event) =>
        change({ newSinceMs: event.target.value === '' ? null : Number(event.target.value) })
      }
    >
      <option value="">{t('New or not')}</option>
      {moments.map(([label, ms]) => (
        <option key={label} value={ms}>
          {t('New since {label}', { label })}
        </option>
      ))}
    </select>
  );
}

function momentsOf(
  { timeline, incidents }: AnalysisResult,
  zoom: TimeSpan | null,
): readonly (readonly [label: string, ms: number])[] {
  const moments: (readonly [string, number])[] = [];
  if (zoom !== null) moments.push([t('the span in view began'), zoom.start]);
  if (timeline !== null && timeline.baseline.numSaved === undefined)
    moments.push([t('the baseline ended'), timeline.baseline.endMs]);
  for (const { id, start } of incidents)
    if (Number.isFinite(start)) moments.push([t('{id} began', { id }), start]);
  return moments;
}
