// Search and filters of the lines: text, template, level, file, span of time, order, zone of the times.
import { X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { templateId } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';
import { useResult, useView } from '../shared/app-context';
import { LevelSelect } from '../shared/level-select';
import { formatRange } from '../shared/time';
import type { Lines } from './use-lines';

/** A pause in typing before a search runs over the whole log. */
const PAUSE_MS = 350;

interface LineFiltersProps {
  readonly lines: Lines;
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly searchInput: RefObject<HTMLInputElement | null>;
  /** Takes the focus when a search is run, so that the keys work. */
  readonly list: RefObject<HTMLElement | null>;
}

export function LineFilters({ lines, find, onFind, searchInput, list }: LineFiltersProps) {
  const filterLines = useView((state) => state.filterLines);
  const { query } = lines;
  const [onlyHits, setOnlyHits] = useState(query.text !== '');
  const wanted = onlyHits ? find.trim() : '';
  useEffect(() => {
    if (wanted === query.text) return;
    const timer = setTimeout(() => filterLines({ text: wanted }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, query.text, filterLines]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      // The browser would clear the field, and n would have nothing to look for.
      event.preventDefault();
      list.current?.focus();
    }
    if (event.key !== 'Enter') return;
    list.current?.focus();
    if (wanted !== query.text) filterLines({ text: wanted });
    else if (find.trim() !== '') lines.findNext({ text: find.trim() }, event.shiftKey ? -1 : 1, 'hit');
  };
  return (
    <div className="panel-head line-filters">
      <input
        ref={searchInput}
        className="input grow"
        type="search"
        placeholder="Search ( / ), Enter, then n and N"
        aria-label="Search in the lines"
        data-testid="line-search"
        value={find}
        onChange={(event) => onFind(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <label className="check">
        <input type="checkbox" checked={onlyHits} onChange={(event) => setOnlyHits(event.target.checked)} />
        only hits
      </label>
      <LevelSelect value={query.minLevel} onChange={(minLevel) => filterLines({ minLevel })} />
      <FileSelect fileIdx={query.fileIdx} onChange={(fileIdx) => filterLines({ fileIdx })} />
      <OrderSelect byTime={query.byTime} onChange={(byTime) => filterLines({ byTime })} />
      <ZoneSelect />
      <TimeRange start={query.start} end={query.end} />
      <Chips lines={lines} />
    </div>
  );
}

function FileSelect({
  fileIdx,
  onChange,
}: {
  fileIdx: number | null;
  onChange: (fileIdx: number | null) => void;
}) {
  const { files } = useResult();
  if (files.length < 2) return null;
  return (
    <select
      className="input file-select"
      aria-label="File"
      value={fileIdx ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
    >
      <option value="">All files</option>
      {files.map((file, i) => (
        <option key={file.name} value={i}>
          {file.name}
        </option>
      ))}
    </select>
  );
}

function OrderSelect({ byTime, onChange }: { byTime: boolean; onChange: (byTime: boolean) => void }) {
  return (
    <select
      className="input"
      aria-label="Order"
      value={byTime ? 'time' : 'file'}
      onChange={(event) => onChange(event.target.value === 'time')}
    >
      <option value="time">By time</option>
      <option value="file">As in the files</option>
    </select>
  );
}

function ZoneSelect() {
  const timeDisplay = useView((state) => state.timeDisplay);
  const setTimeDisplay = useView((state) => state.setTimeDisplay);
  return (
    <select
      className="input"
      aria-label="Zone of the times"
      value={timeDisplay}
      onChange={(event) => setTimeDisplay(event.target.value === 'file' ? 'file' : 'utc')}
    >
      <option value="utc">UTC</option>
      <option value="file">Zone of the file</option>
    </select>
  );
}

function TimeRange({ start, end }: { start: EpochMs | null; end: EpochMs | null }) {
  const filterLines = useView((state) => state.filterLines);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        Time span
      </button>
      {open && (
        <span className="time-range">
          <TimeInput label="From (UTC)" value={start} onChange={(ms) => filterLines({ start: ms })} />
          <TimeInput label="To (UTC)" value={end} onChange={(ms) => filterLines({ end: ms })} />
        </span>
      )}
    </>
  );
}

interface TimeInputProps {
  readonly label: string;
  readonly value: EpochMs | null;
  readonly onChange: (ms: EpochMs | null) => void;
}

function TimeInput({ label, value, onChange }: TimeInputProps) {
  return (
    <label className="field-inline">
      {label}
      <input
        className="input"
        type="datetime-local"
        step={1}
        value={value === null ? '' : new Date(value).toISOString().slice(0, 19)}
        onChange={(event) => {
          const ms = Date.parse(`${event.target.value}Z`);
          onChange(Number.isNaN(ms) ? null : (ms as EpochMs));
        }}
      />
    </label>
  );
}

function Chips({ lines: { query } }: { lines: Lines }) {
  const { templates } = useResult();
  const filterLines = useView((state) => state.filterLines);
  const { template, start, end } = query;
  return (
    <>
      {template !== null && (
        <FilterChip
          label={`${templateId(template)} ${templates[template]?.text.slice(0, 60) ?? ''}`}
          what="template"
          onClear={() => filterLines({ template: null })}
        />
      )}
      {(start !== null || end !== null) && (
        <FilterChip
          label={
            start !== null && end !== null
              ? formatRange(start, end)
              : start !== null
                ? `from ${formatRange(start, start).split(' – ')[0]}`
                : `to ${formatRange(end ?? 0, end ?? 0).split(' – ')[0]}`
          }
          what="time span"
          onClear={() => filterLines({ start: null, end: null })}
        />
      )}
    </>
  );
}

function FilterChip({ label, what, onClear }: { label: string; what: string; onClear: () => void }) {
  return (
    <span className="chip filter-chip" data-tone="hand" data-testid="filter-chip">
      <span className="filter-chip-text">{label}</span>
      <button type="button" className="plain-button" aria-label={`Clear the ${what}`} onClick={onClear}>
        <X size={13} aria-hidden="true" />
      </button>
    </span>
  );
}
