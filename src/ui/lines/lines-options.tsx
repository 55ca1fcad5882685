// How the lines are shown: hits alone or among the others, lines around them, and behind one button order, folding, wrapping, columns and
// saved filters.

import { Popover } from '@radix-ui/themes';
import { PanelLeft, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LineField } from '../../contracts/lines';
import { isFieldName, toggledField } from '../../store/line-view';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';
import { SavedFilters } from './chips';
import { COLUMN_NAMES, COLUMNS, type Column, type ColumnState } from './columns';

const CONTEXTS = [0, 1, 2, 5, 10, 25] as const;

interface LinesOptionsProps {
  readonly columns: ColumnState;
  readonly onColumns: (change: Partial<ColumnState>) => void;
  /** Something is looked for. */
  readonly hasFind: boolean;
  /** Fields that lines of the list write, of a sample. */
  readonly sampled: readonly LineField[];
}

export function LinesOptions({ columns, onColumns, hasFind, sampled }: LinesOptionsProps) {
  const view = useView((state) => state.lineView);
  const change = useView((state) => state.changeLines);
  return (
    <div className="lines-options">
      <button
        type="button"
        className="button"
        aria-pressed={view.onlyHits}
        disabled={!hasFind}
        title={t('Only lines that hold what is looked for (h)')}
        data-testid="only-hits"
        onClick={() => change({ onlyHits: !view.onlyHits })}
      >
        {t('Only hits')}
      </button>
      <select
        className="input"
        aria-label={t('Lines around each line that is asked for')}
        title={t('Lines around each line that is asked for')}
        data-testid="context"
        value={view.context}
        onChange={(event) => change({ context: Number(event.target.value) })}
      >
        {CONTEXTS.map((num) => (
          <option key={num} value={num}>
            {num === 0 ? t('No context') : t('± {num} lines', { num })}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button icon facets-toggle"
        aria-pressed={columns.facets}
        aria-label={t('Counts beside the lines')}
        title={t('Counts beside the lines')}
        onClick={() => onColumns({ facets: !columns.facets })}
      >
        <PanelLeft size={15} aria-hidden="true" />
      </button>
      <Popover.Root>
        <Popover.Trigger>
          <button
            type="button"
            className="button icon"
            aria-label={t('How lines are shown, saved filters')}
            title={t('How lines are shown, saved filters')}
          >
            <SlidersHorizontal size={15} aria-hidden="true" />
          </button>
        </Popover.Trigger>
        <Popover.Content className="lines-menu" size="1" maxWidth="320px">
          <Menu columns={columns} onColumns={onColumns} sampled={sampled} />
        </Popover.Content>
      </Popover.Root>
    </div>
  );
}

function Menu({ columns, onColumns, sampled }: Omit<LinesOptionsProps, 'hasFind'>) {
  const { files } = useResult();
  const view = useView((state) => state.lineView);
  const change = useView((state) => state.changeLines);
  const toggle = (name: Column): void =>
    onColumns({
      hidden: columns.hidden.includes(name)
        ? columns.hidden.filter((each) => each !== name)
        : [...columns.hidden, name],
    });
  return (
    <>
      <h2 className="eyebrow">{t('Lines')}</h2>
      <Check isOn={columns.wraps} onChange={(wraps) => onColumns({ wraps })}>
        {rich('Wrap long lines {kbd}', { kbd: <kbd>b</kbd> })}
      </Check>
      <Check isOn={columns.isRaw} onChange={(isRaw) => onColumns({ isRaw })}>
        {rich('As they stand in the file {kbd}', { kbd: <kbd>r</kbd> })}
      </Check>
      <Check isOn={view.folds} onChange={(folds) => change({ folds })}>
        {t('Fold repeats of a template')}
      </Check>
      {files.length > 1 && (
        <Check isOn={view.byTime} onChange={(byTime) => change({ byTime })}>
          {t('All files by time')}
        </Check>
      )}
      <h2 className="eyebrow">{t('Columns')}</h2>
      {COLUMNS.filter((name) => name !== 'file' || files.length > 1).map((name) => (
        <Check key={name} isOn={!columns.hidden.includes(name)} onChange={() => toggle(name)}>
          {COLUMN_NAMES[name]}
        </Check>
      ))}
      <FieldColumns columns={columns} onColumns={onColumns} sampled={sampled} />
      <h2 className="eyebrow">{t('Saved filters')}</h2>
      <SavedFilters />
    </>
  );
}

/** Those that are columns first, then the most frequent of the sample. */
function FieldColumns({ columns, onColumns, sampled }: Omit<LinesOptionsProps, 'hasFind'>) {
  const fields = useView((state) => state.lineView.fields);
  const change = useView((state) => state.changeLines);
  const others = sampled
    .map(({ name }) => name)
    .filter((name) => !fields.includes(name) && isFieldName(name));
  const names = [...fields, ...others];
  if (names.length === 0) return null;
  return (
    <>
      <h2 className="eyebrow">{t('Fields as columns')}</h2>
      <fieldset className="lines-menu-fields" aria-label={t('Fields as columns')}>
        {names.map((name) => (
          <Check
            key={name}
            isOn={fields.includes(name)}
            onChange={() => change({ fields: toggledField(fields, name) })}
          >
            <LogText text={name} />
          </Check>
        ))}
      </fieldset>
      {fields.length > 0 && (
        <Check isOn={!columns.hidesFields} onChange={(isOn) => onColumns({ hidesFields: !isOn })}>
          {rich('Show them {kbd}', { kbd: <kbd>f</kbd> })}
        </Check>
      )}
    </>
  );
}

function Check({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
