// All templates: filter and table, what can be done with the ticked ones, and one template in detail beside it.
import { useDeferredValue, useMemo, useRef } from 'react';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LevelSelect } from '../shared/level-select';
import { selectTemplates } from './sort-templates';
import { TemplateControls } from './template-controls';
import { TemplateDetail } from './template-detail';
import { TemplateTable } from './template-table';
import { type TemplateList, useTemplateList } from './use-template-list';

export function TemplatesView() {
  const { templates } = useResult();
  const query = useView((state) => state.templateQuery);
  const change = useView((state) => state.filterTemplates);
  const asked = useDeferredValue(query);
  const shown = useMemo(() => selectTemplates(templates, asked), [templates, asked]);
  const list = useTemplateList(shown);
  const actions = useRef<HTMLDivElement>(null);
  return (
    <div className="templates" data-open={list.open === null ? undefined : ''}>
      <section className="panel table-panel" aria-label="Templates">
        <div className="panel-head">
          <input
            className="input grow"
            type="search"
            placeholder="Filter by text or id (T12)"
            aria-label="Filter templates"
            value={query.text}
            onChange={(event) => change({ text: event.target.value })}
          />
          <LevelSelect value={query.minLevel} onChange={(minLevel) => change({ minLevel })} />
          <span className="muted num" role="status">
            {formatNumber(shown.length)} of {formatNumber(templates.length)}
          </span>
        </div>
        <TemplateTable shown={shown} query={asked} list={list} onSort={change} />
        <div ref={actions} className="template-actions">
          <Selection list={list} />
        </div>
      </section>
      {list.open !== null && (
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
          <span className="num">{formatNumber(selected.length)} selected</span>
          <button type="button" className="plain-button text-link" onClick={() => setSelected([])}>
            Clear
          </button>
        </p>
      )}
      <TemplateControls selected={selected} onDone={() => setSelected([])} />
    </>
  );
}
