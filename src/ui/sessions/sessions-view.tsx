// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table are placed freely, which table elements resist.
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the rows take the focus, not the rows.
// Sessions by identifier: the oddest first, with who voted for each and why; click one to search for its lines.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { SessionTable } from '../../contracts/scores';
import { countOnes } from '../../core/report/verdict';
import { countOf } from '../../words/count';
import { type Label, t, words } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { formatNumber, formatScore } from '../shared/format';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';
import { NARROW, useMedia } from '../shared/use-media';
import { GroupList } from './group-list';
import { SessionJudges } from './session-detectors';
import { mainReason, sessionGroups } from './session-groups';
import { whyOdd } from './session-words';
import { VoteMarks } from './vote-marks';

const ROW_HEIGHT = 32;
/** Of a row whose reason stands below it. */
const TALL_ROW_HEIGHT = 54;
const WHICH = words({ odd: 'odd ones', voted: 'any with a vote', all: 'all' });
export type WhichSessions = keyof typeof WHICH;
const COLUMNS: readonly (readonly [Label, string])[] = [
  ['Identifier', ''],
  ['Votes', ''],
  ['Score', 'right'],
  ['Events', 'right'],
  ['Why', ''],
  ['Start', ''],
  ['End', ''],
];

export function SessionsView() {
  const { sessions } = useResult();
  if (sessions === null)
    return (
      <div className="empty">
        <h2>{t('No sessions')}</h2>
        <p>
          {t('The lines carry no identifier of a request, block or instance that they could be grouped by.')}
        </p>
      </div>
    );
  return <Sessions sessions={sessions} />;
}

function Sessions({ sessions }: { sessions: SessionTable }) {
  const [text, setText] = useState('');
  const numOdd = useMemo(() => countOnes(sessions.anomalous), [sessions]);
  const [which, setWhich] = useState<WhichSessions>(numOdd > 0 ? 'odd' : 'all');
  const { templates } = useResult();
  const groups = useMemo(() => sessionGroups(sessions, templates), [sessions, templates]);
  const [reason, setReason] = useState<string | null>(null);
  const shown = useMemo(() => {
    const selected = selectSessions(sessions, text, which);
    if (reason === null) return selected;
    return selected.filter(
      (i) => sessions.anomalous[i] === 1 && mainReason(sessions, i, templates) === reason,
    );
  }, [sessions, text, which, reason, templates]);
  const rowHeight = useMedia(NARROW) ? TALL_ROW_HEIGHT : ROW_HEIGHT;
  return (
    <section className="panel table-panel" aria-label={t('Sessions')}>
      <div className="panel-head">
        <h2>
          {t('{sessions} by {identifier}', {
            sessions: countOf(sessions.length, 'session'),
            identifier: sessions.identifier,
          })}
        </h2>
        <span className="chip" data-tone={numOdd > 0 ? 'warning' : 'calm'}>
          {t('{numOdd} of an unusual course', { numOdd: formatNumber(numOdd) })}
        </span>
        <input
          className="input grow"
          type="search"
          placeholder={t('Filter by {identifier}', { identifier: sessions.identifier })}
          aria-label={t('Filter sessions')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select
          className="input"
          aria-label={t('Which sessions')}
          value={which}
          onChange={(event) => setWhich(event.target.value as WhichSessions)}
        >
          {Object.entries(WHICH).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <SessionJudges sessions={sessions} />
      <GroupList groups={groups} chosen={reason} onChoose={setReason} />
      <SessionRows key={rowHeight} sessions={sessions} shown={shown} rowHeight={rowHeight} />
      <p className="panel-foot faint">
        {t(
          'Score: how rare the rarest thing is that a session does, or fails to do, in bits: one more bit, half as common among the sessions learnt from.',
        )}
      </p>
    </section>
  );
}

/** Indices, highest score first; ties in order of first mention. */
export function selectSessions(sessions: SessionTable, text: string, which: WhichSessions): Uint32Array {
  const { anomalous, detectors = [] } = sessions;
  const isWanted = (i: number): boolean =>
    which === 'all' ||
    anomalous[i] === 1 ||
    (which === 'voted' && detectors.some(({ vote }) => vote[i] === 1));
  const needle = text.trim().toLowerCase();
  const kept: number[] = [];
  for (let i = 0; i < sessions.length; i++) {
    if (!isWanted(i)) continue;
    if (needle === '' || sessions.keys[i].toLowerCase().includes(needle)) kept.push(i);
  }
  const rank = (i: number): number =>
    Number.isNaN(sessions.score[i]) ? Number.NEGATIVE_INFINITY : sessions.score[i];
  return Uint32Array.from(kept.sort((a, b) => Math.sign(rank(b) - rank(a)) || a - b));
}

interface SessionRowsProps {
  readonly sessions: SessionTable;
  readonly shown: Uint32Array;
  /** In pixels. */
  readonly rowHeight: number;
}

function SessionRows({ sessions, shown, rowHeight }: SessionRowsProps) {
  const clock = useClock();
  const scroller = useRef<HTMLDivElement>(null);
  const showLines = useView((state) => state.showLines);
  const { templates } = useResult();
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  return (
    <div className="virtual-table" role="table" aria-label={t('Sessions')} aria-rowcount={shown.length + 1}>
      <div role="rowgroup">
        <div className="session-row head" role="row">
          {COLUMNS.map(([label, side]) => (
            <span key={label} role="columnheader" className={`column-label ${side}`}>
              {t(label)}
            </span>
          ))}
        </div>
      </div>
      <div
        ref={scroller}
        className="virtual-scroll session-scroll"
        role="rowgroup"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
        tabIndex={0}
      >
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((item) => {
            const i = shown[item.index];
            const why = whyOdd(sessions, i, templates);
            return (
              <div
                key={i}
                className="session-row"
                role="row"
                aria-rowindex={item.index + 2}
                data-odd={sessions.anomalous[i] === 1 ? '' : undefined}
                style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}
              >
                <span role="cell">
                  <button
                    type="button"
                    className="plain-button text-link mono"
                    onClick={() => showLines({ text: sessions.keys[i] })}
                  >
                    <LogText text={sessions.keys[i]} />
                  </button>
                </span>
                <span role="cell">
                  <VoteMarks detectors={sessions.detectors} session={i} />
                </span>
                <span role="cell" className="right num">
                  {formatScore(sessions.score[i])}
                </span>
                <span role="cell" className="right num">
                  {formatNumber(sessions.numEvents[i])}
                </span>
                <span role="cell" className="session-why" title={why}>
                  <LogText text={why} />
                </span>
                <span role="cell" className="num faint">
                  {clock.time(sessions.startMs[i])}
                </span>
                <span role="cell" className="num faint">
                  {clock.time(sessions.endMs[i])}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {shown.length === 0 && <p className="empty">{t('No session fits this filter.')}</p>}
    </div>
  );
}
