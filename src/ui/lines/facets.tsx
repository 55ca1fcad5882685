// What the lines of the list are, counted: by level, component, file, template, and by the fields that they write. A click includes or excludes.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LineCounts, LineField } from '../../contracts/lines';
import { templateId } from '../../contracts/tables';
import { LEVELS } from '../../contracts/units';
import { printField } from '../../core/query/print';
import { templateTerm } from '../../store/line-view';
import { t } from '../../words/t';
import { useApp, useResult, useSession, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import type { Lines } from './use-lines';

const PAUSE_MS = 120;
const SHOWN = 8;

export interface LineFacts {
  readonly counts: LineCounts | null;
  readonly fields: readonly LineField[];
}

/** Counts of the list, asked again when it is another one. */
export function useLineFacts(lines: Lines, isWanted: boolean): LineFacts {
  const app = useApp();
  const linesVersion = useSession((state) => state.linesVersion);
  const [facts, setFacts] = useState<LineFacts>({ counts: null, fields: [] });
  const { query } = lines;
  const { listVersion, total, search } = lines.snapshot;
  const isRunning = search?.phase === 'running';
  // What is looked for changes no count, as long as all lines are shown; nor is the search held up by counting.
  const asked = query.onlyHits ? `${query.where}\n${query.find}` : query.where;
  const counted = useRef('');
  const key = `${asked} ${query.byTime} ${query.context} ${linesVersion} ${query.onlyHits ? listVersion : total}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another one with each version.
  useEffect(() => {
    const { analyzer } = app.current;
    if (!isWanted || total === null || analyzer === null || isRunning || counted.current === key) return;
    let isOver = false;
    const timer = setTimeout(async () => {
      const counts = await analyzer.countLines(query).catch(() => null);
      if (isOver) return;
      counted.current = key;
      setFacts((before) => ({ ...before, counts }));
      const fields = await analyzer.lineFields(query).catch(() => []);
      if (!isOver) setFacts({ counts, fields });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [app, query, key, isRunning, isWanted]);
  return facts;
}

export function Facets({ facts: { counts, fields } }: { facts: LineFacts }) {
  const { sources, files, templates } = useResult();
  if (counts === null) return <aside className="facets" aria-label={t('What the lines are')} />;
  const levels = counts.levels.flatMap((num, level) => (num > 0 ? [[level, num] as const] : [])).reverse();
  return (
    <aside className="facets" aria-label={t('What the lines are')}>
      <Facet title={t('Level')}>
        {levels.map(([level, num]) => (
          <Row key={level} term={`level:${LEVELS[level] || 'none'}`} count={num}>
            <span className="level" data-level={LEVELS[level]}>
              {LEVELS[level] || t('none stated')}
            </span>
          </Row>
        ))}
      </Facet>
      <Several title={t('Component')} items={counts.sources.filter(([idx]) => sources[idx] !== '')}>
        {([idx, num]) => (
          <Row
            key={idx}
            term={printField({ field: 'component', op: '=', value: sources[idx] ?? '' })}
            count={num}
          >
            <LogText text={sources[idx] ?? ''} />
          </Row>
        )}
      </Several>
      {files.length > 1 && (
        <Several title={t('File')} items={counts.files}>
          {([idx, num]) => (
            <Row
              key={idx}
              term={printField({ field: 'file', op: '=', value: files[idx]?.name ?? '' })}
              count={num}
            >
              <LogText text={files[idx]?.name ?? ''} />
            </Row>
          )}
        </Several>
      )}
      <Several title={t('Template')} items={counts.templates}>
        {([idx, num]) => (
          <Row key={idx} term={templateTerm(idx)} count={num}>
            <span className="faint">{templateId(idx)}</span> <LogText text={templates[idx]?.text ?? ''} />
          </Row>
        )}
      </Several>
      {fields.length > 0 && (
        <Facet title={t('Fields, of a sample')}>
          {fields.map((field) => (
            <FieldFacet key={field.name} field={field} />
          ))}
        </Facet>
      )}
    </aside>
  );
}

function FieldFacet({ field: { name, count, values, isNumeric } }: { field: LineField }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="facet-field">
      <button
        type="button"
        className="plain-button facet-name"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span>
          {isOpen ? '▾' : '▸'} <LogText text={name} />
        </span>
        <span className="num faint">{isNumeric ? t('numbers') : formatNumber(count)}</span>
      </button>
      {isOpen && (
        <ul>
          {values.map(([value, num]) => (
            <Row key={value} term={printField({ field: name, op: '=', value })} count={num}>
              <LogText text={value} />
            </Row>
          ))}
        </ul>
      )}
    </li>
  );
}

function Facet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="eyebrow">{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function Several<T>({
  title,
  items,
  children,
}: {
  title: string;
  items: readonly T[];
  children: (item: T) => ReactNode;
}) {
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return null;
  const shown = isWhole ? items : items.slice(0, SHOWN);
  return (
    <Facet title={title}>
      {shown.map(children)}
      {items.length > SHOWN && (
        <li>
          <button type="button" className="plain-button text-link" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('fewer') : t('{length} more', { length: formatNumber(items.length - SHOWN) })}
          </button>
        </li>
      )}
    </Facet>
  );
}

function Row({ term, count, children }: { term: string; count: number; children: ReactNode }) {
  const addChip = useView((state) => state.addChip);
  const isOn = useView((state) => state.lineView.chips.some((chip) => chip.isOn && chip.term === term));
  return (
    <li className="facet-row">
      <button
        type="button"
        className="plain-button facet-name"
        title={t('Only {term}', { term })}
        data-on={isOn ? '' : undefined}
        onClick={() => addChip(term)}
      >
        <span className="facet-text">{children}</span>
        <span className="num faint">{formatNumber(count)}</span>
      </button>
      <button
        type="button"
        className="plain-button facet-not"
        aria-label={t('Exclude {term}', { term })}
        title={t('Exclude {term}', { term })}
        onClick={() => addChip(`-${term}`)}
      >
        −
      </button>
    </li>
  );
}
