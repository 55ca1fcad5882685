// All templates: filter and table or heat map, what can be done with the ticked ones, and one template in detail beside it.

import { lazy, Suspense, useDeferredValue, useMemo, useRef } from 'react';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { selectTemplates } from './sort-templates';
import { TemplateControls } from './template-controls';
import { TemplateDetail } from './template-detail';
import { ShownInLines } from './template-lines';
import { TemplateTable } from './template-table';
import { TemplateTools } from './template-tools';
import { type TemplateList, useTemplateList } from './use-template-list';
import { useTemplateTimes } from './use-template-times';

const HeatMap = lazy(() => import('./heat-map').then((m) => ({ default: m.HeatMap })));

export function TemplatesView() {
  const { templates } = useResult();
  const query = useView((state) => state.templateQuery);
  const change = useView((state) => state.filterTemplates);
  const asked = useDeferredValue(query);
  const shown = useMemo(() => selectTemplates(templates, asked), [templates, asked]);
  const list = useTemplateList(shown);
  const times = useTemplateTimes();
  const actions = useRef<HTMLDivElement>(null);
  const isMap = query.as === 'map';
  return (
    <div className="templates" data-open={list.open === null || isMap ? undefined : ''}>
      <section className={isMap ? 'panel' : 'panel table-panel'} aria-label={t('Templates')}>
        <div className="panel-head">
          <TemplateTools />
          <span className="muted num" role="status">
            {t('{length} of {length2}', {
              length: formatNumber(shown.length),
              length2: formatNumber(templates.length),
            })}
          </span>
        </div>
        {isMap ? (
          <Suspense fallback={<p className="empty">{t('Opening …')}</p>}>
            <HeatMap shown={shown} times={times} />
          </Suspense>
        ) : (
          <>
            <TemplateTable shown={shown} query={asked} list={list} times={times} onSort={change} />
            <div ref={actions} className="template-actions">
              <Selection list={list} />
            </div>
          </>
        )}
      </section>
      {list.open !== null && !isMap && (
        <TemplateDetail
          key={list.open}
          idx={list.open}
          onChange={() => {
            list.setSelected(list.open === null ? [] : [list.open]);
            actions.current?.scrollIntoView?.({ block: 'nearest' });
          }}
          onClose={() => list.setOpen(null)}
        />
      )}
    </div>
  );
}

/** Below the table, so that no row moves away from under the pointer. */
function Selection({ list: { selected, setSelected } }: { list: TemplateList }) {
  return (
    <>
      {selected.length > 0 && (
        <p className="template-selection" data-testid="template-selection">
          <span className="num">{t('{length} selected', { length: formatNumber(selected.length) })}</span>
          <ShownInLines selected={selected} />
          <button type="button" className="plain-button text-link" onClick={() => setSelected([])}>
            {t('Clear')}
          </button>
        </p>
      )}
      <TemplateControls selected={selected} onDone={() => setSelected([])} />
    </>
  );
}
