// Filters as chips: each can be turned off, edited and removed; all of them saved by name and applied to another log.

import { X } from 'lucide-react';
import { useState } from 'react';
import { templateId } from '../../contracts/tables';
import { textInUtc } from '../../core/query/in-utc';
import { parseQuery } from '../../core/query/parse';
import { printField } from '../../core/query/print';
import { parseWhen, resolveWhen } from '../../core/query/when';
import type { LineChip } from '../../store/line-view';
import { t } from '../../words/t';
import { usePins, useResult, useView } from '../shared/app-context';
import type { ShownClock } from '../shared/time';
import { useClock, useTimeReader } from '../shared/use-clock';

export function Chips() {
  const chips = useView((state) => state.lineView.chips);
  const changeLines = useView((state) => state.changeLines);
  if (chips.length === 0) return null;
  return (
    <div className="chips" data-testid="chips">
      {chips.map((chip, idx) => (
        <Chip key={chip.term} chip={chip} idx={idx} />
      ))}
      <button type="button" className="plain-button text-link" onClick={() => changeLines({ chips: [] })}>
        {t('Clear all')}
      </button>
    </div>
  );
}

function Chip({ chip: { term, isOn }, idx }: { chip: LineChip; idx: number }) {
  const changeChip = useView((state) => state.changeChip);
  const reader = useTimeReader();
  const [edited, setEdited] = useState<string | null>(null);
  const label = useLabel(term);
  if (edited !== null) {
    const { problem } = parseQuery(edited);
    const finish = (): void => {
      if (problem === null)
        changeChip(idx, edited.trim() === '' ? null : { term: textInUtc(edited.trim(), reader) });
      setEdited(null);
    };
    return (
      <input
        className="input mono chip-edit"
        aria-label={t('Filter {term}', { term })}
        aria-invalid={problem !== null}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the chip that was just activated.
        autoFocus
        value={edited}
        onChange={(event) => setEdited(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
          if (event.key === 'Escape') setEdited(null);
        }}
      />
    );
  }
  return (
    <span className="chip filter-chip" data-off={isOn ? undefined : ''} data-testid="filter-chip">
      <button
        type="button"
        className="plain-button filter-chip-text"
        aria-pressed={isOn}
        title={t('{term}: {what}; double click to edit', { term, what: isOn ? t('turn off') : t('turn on') })}
        onClick={() => changeChip(idx, { isOn: !isOn })}
        onDoubleClick={() => setEdited(term)}
        onKeyDown={(event) => {
          if (event.key === 'F2' || event.key === 'e') {
            event.preventDefault();
            event.stopPropagation();
            setEdited(term);
          }
        }}
      >
        {label}
      </button>
      <button
        type="button"
        className="plain-button filter-chip-x"
        aria-label={t('Remove {term}', { term })}
        onClick={() => changeChip(idx, null)}
      >
        <X size={13} aria-hidden="true" />
      </button>
    </span>
  );
}

/** A template with its words, a span of time as people write it; else the term as it is typed. */
function useLabel(term: string): string {
  const clock = useClock();
  const { templates } = useResult();
  const template = /^(-?)template:T(\d+)$/i.exec(term);
  if (template !== null) {
    const idx = Number(template[2]) - 1;
    return `${template[1] === '-' ? '− ' : ''}${templateId(idx)} ${templates[idx]?.text.slice(0, 60) ?? ''}`;
  }
  const span = /^after:(\S+) before:(\S+)$/.exec(term);
  const [start, end] = [momentOf(span?.[1], clock), momentOf(span?.[2], clock)];
  if (start !== null && end !== null) return `${clock.range(start, end)} ${clock.zone}`;
  return term.replace(/^-/, '− ');
}

function momentOf(text: string | undefined, { clock }: ShownClock): number | null {
  const when = text === undefined ? null : parseWhen(text);
  return when === null || when.dayMs === null ? null : resolveWhen(when, Number.NaN, Number.NaN, clock);
}

/** Saves the filters that are on, and applies saved ones. */
export function SavedFilters() {
  const { templates } = useResult();
  const chips = useView((state) => state.lineView.chips);
  const text = useView((state) => state.lineView.text);
  const changeLines = useView((state) => state.changeLines);
  const filters = usePins((state) => state.filters);
  const saveFilter = usePins((state) => state.saveFilter);
  const removeFilter = usePins((state) => state.removeFilter);
  const [name, setName] = useState('');
  const terms = [
    ...chips.flatMap(({ term, isOn }) => (isOn ? [term] : [])),
    ...(text.trim() === '' ? [] : [text.trim()]),
  ];
  const byText = (term: string): string =>
    term.replace(/\btemplate:T(\d+)\b/gi, (whole, id) => {
      const known = templates[Number(id) - 1];
      return known === undefined ? whole : printField({ field: 'template', op: '=', value: known.text });
    });
  const save = (): void => {
    if (name.trim() === '' || terms.length === 0) return;
    saveFilter({ name: name.trim(), terms: terms.map(byText) });
    setName('');
  };
  return (
    <div className="saved-filters">
      <form
        className="saved-filters-save"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input
          className="input"
          aria-label={t('Name of the filters')}
          placeholder={t('Name for these filters')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button" disabled={terms.length === 0 || name.trim() === ''}>
          {t('Save')}
        </button>
      </form>
      {filters.length === 0 && (
        <p className="faint">
          {t('None is saved yet. They are kept in this browser, and can be applied to any log.')}
        </p>
      )}
      <ul>
        {filters.map((filter) => (
          <li key={filter.name}>
            <button
              type="button"
              className="plain-button text-link"
              title={filter.terms.join(' ')}
              onClick={() =>
                changeLines({ chips: filter.terms.map((term) => ({ term, isOn: true })), text: '' })
              }
            >
              {filter.name}
            </button>
            <button
              type="button"
              className="plain-button filter-chip-x"
              aria-label={t('Forget {name}', { name: filter.name })}
              onClick={() => removeFilter(filter.name)}
            >
              <X size={13} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
