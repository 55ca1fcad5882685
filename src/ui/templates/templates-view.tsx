// All templates: filter and table, what can be done with the ticked ones, and one template in detail beside it.
import { useDeferredValue, useMemo } from 'react';
import { templateId } from '../../contracts/tables';
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
        <Selection list={list} />
        <TemplateTable shown={shown} query={asked} list={list} onSort={change} />
      </section>
      {list.open !== null && (
        <TemplateDetail key={list.open} idx={list.open} onClose={() => list.setOpen(null)} />
      )}
    </div>
  );
}

/** The ticked templates, and what can be done with them; without any, with the open one. */
function Selection({ list }: { list: TemplateList }) {
  const { selected, open, setSelected } = list;
  const chosen = useMemo(() => (selected.length > 0 || open === null ? selected : [open]), [selected, open]);
  return (
    <>
      {chosen.length > 0 && (
        <p className="template-selection" data-testid="template-selection">
          <span className="num">
            {selected.length > 0
              ? `${formatNumber(selected.length)} selected`
              : `${templateId(chosen[0])} is open`}
          </span>
          {selected.length > 0 && (
            <button type="button" className="plain-button text-link" onClick={() => setSelected([])}>
              Clear
            </button>
          )}
        </p>
      )}
      <TemplateControls selected={chosen} onDone={() => setSelected([])} />
    </>
  );
}
