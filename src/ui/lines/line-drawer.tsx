// One record in full: what it was read as, the fields that it writes, each a click away from a filter, and the record as it stands in the file.

import { Columns3, Copy, Link, Pin, PinOff, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { LineRow } from '../../contracts/lines';
import { LEVELS, STATUS_CLASSES } from '../../contracts/units';
import { printField, printText } from '../../core/query/print';
import { fieldsOf } from '../../core/query/record-fields';
import { whyUnread } from '../../core/wording/unread';
import { templateTerm, toggledField } from '../../store/line-view';
import { t, words } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { Level } from '../shared/level';
import { LogText } from '../shared/log-text';
import { rich } from '../shared/rich';
import { TemplateText } from '../shared/template-text';
import { shownClock } from '../shared/time';
import { useClock } from '../shared/use-clock';

export interface DrawerActions {
  readonly note: string | null;
  pin(): void;
  setNote(note: string): void;
  copy(): void;
  copyLink(): void;
  close(): void;
}

export function LineDrawer({ line, actions }: { line: LineRow; actions: DrawerActions }) {
  const { files, templates, sources } = useResult();
  const file = files[line.fileIdx];
  const template = templates[line.template];
  const source = sources[line.source] ?? '';
  const fields = useMemo(() => fieldsOf(line.text ?? ''), [line.text]);
  const level = LEVELS[line.level] || 'none';
  return (
    <aside className="line-drawer" aria-label={t('The chosen record')} data-testid="line-detail">
      <div className="drawer-head">
        <strong className="mono">
          <LogText text={file?.name ?? ''} />:{line.lineNum}
        </strong>
        <span className="spacer" />
        <DrawerButton label={actions.note === null ? t('Pin (m)') : t('Unpin (m)')} onClick={actions.pin}>
          {actions.note === null ? (
            <Pin size={15} aria-hidden="true" />
          ) : (
            <PinOff size={15} aria-hidden="true" />
          )}
        </DrawerButton>
        <DrawerButton label={t('Copy the line with file and number (c)')} onClick={actions.copy}>
          <Copy size={15} aria-hidden="true" />
        </DrawerButton>
        <DrawerButton label={t('Copy link to this line (y)')} onClick={actions.copyLink}>
          <Link size={15} aria-hidden="true" />
        </DrawerButton>
        <DrawerButton label={t('Close the record (Esc)')} onClick={actions.close}>
          <X size={15} aria-hidden="true" />
        </DrawerButton>
      </div>
      {actions.note !== null && (
        <label className="drawer-note">
          <span className="faint">{t('Note')}</span>
          <textarea
            className="input"
            rows={2}
            value={actions.note}
            onChange={(event) => actions.setNote(event.target.value)}
          />
        </label>
      )}
      <dl className="drawer-fields">
        {line.timeMs !== null && (
          <Field name="time" term={null}>
            <Times ms={line.timeMs} fileZone={file?.zone.name ?? 'UTC'} />
          </Field>
        )}
        <Field name="level" term={`level:${level}`}>
          <Level level={line.level} /> <span className="faint">{levelFromText(line)}</span>
        </Field>
        {source !== '' && (
          <Field name="component" term={printField({ field: 'component', op: '=', value: source })}>
            <LogText text={source} />
          </Field>
        )}
        {template !== undefined && (
          <Field name="template" term={templateTerm(line.template)}>
            <TemplateText text={template.text} />
          </Field>
        )}
        {line.status > 0 && (
          <Field name="status" term={`status:${STATUS_CLASSES[line.status]}`}>
            {STATUS_CLASSES[line.status]}
          </Field>
        )}
        {files.length > 1 && file !== undefined && (
          <Field name="file" term={printField({ field: 'file', op: '=', value: file.name })}>
            <LogText text={file.name} />
          </Field>
        )}
        {fields.map(({ name, value, isBare }) => (
          <Field
            key={`${name} ${value}`}
            name={name}
            term={isBare ? printText(value) : printField({ field: name, op: '=', value })}
            column={isBare ? null : name}
          >
            <LogText text={value} />
          </Field>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys. */}
      <pre className="mono drawer-text" tabIndex={0}>
        {line.text === null ? (
          <span className="faint">
            {rich('There is no text: {logtext}.', {
              logtext: <LogText text={whyUnread(line.unread ?? 'missing', file?.name ?? '')} />,
            })}
          </span>
        ) : (
          <LogText text={line.text} marks={line.marks} />
        )}
      </pre>
    </aside>
  );
}

function DrawerButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className="plain-button drawer-button"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

interface FieldProps {
  readonly name: string;
  /** What includes its value; null: nothing does. */
  readonly term: string | null;
  /** Name of the field that can be a column; null: it is none. */
  readonly column?: string | null;
  readonly children: ReactNode;
}

function Field({ name, term, column = null, children }: FieldProps) {
  const addChip = useView((state) => state.addChip);
  return (
    <div>
      <dt>
        <LogText text={name} />
      </dt>
      <dd>
        <span className="drawer-value mono">{children}</span>
        {term !== null && (
          <span className="drawer-plus-minus">
            <button
              type="button"
              className="plain-button"
              aria-label={t('Only {term}', { term })}
              title={t('Only {term}', { term })}
              onClick={() => addChip(term)}
            >
              +
            </button>
            <button
              type="button"
              className="plain-button"
              aria-label={t('Exclude {term}', { term })}
              title={t('Exclude {term}', { term })}
              onClick={() => addChip(`-${term}`)}
            >
              −
            </button>
            {column !== null && <ColumnButton name={column} />}
          </span>
        )}
      </dd>
    </div>
  );
}

function ColumnButton({ name }: { name: string }) {
  const fields = useView((state) => state.lineView.fields);
  const change = useView((state) => state.changeLines);
  const isColumn = fields.includes(name);
  const label = isColumn
    ? t('Take the column {name} away', { name })
    : t('Show {name} as a column', { name });
  return (
    <button
      type="button"
      className="plain-button"
      aria-pressed={isColumn}
      aria-label={label}
      title={label}
      onClick={() => change({ fields: toggledField(fields, name) })}
    >
      <Columns3 size={12} aria-hidden="true" />
    </button>
  );
}

/** Said where the record itself does not state the level. */
const LEVEL_FROM = words({
  '': 'none stated',
  stated: 'stated',
  status: 'by its status',
  words: 'by its words',
});

const levelFromText = ({ levelFrom, status }: LineRow): string =>
  levelFrom === 'status' ? `${LEVEL_FROM.status} ${STATUS_CLASSES[status]}` : LEVEL_FROM[levelFrom];

/** By the clock of the page; beside it UTC and the zone of the file, as far as they are others. */
function Times({ ms, fileZone }: { ms: number; fileZone: string }) {
  const clock = useClock();
  const { date, time } = clock.parts(ms);
  const others = ['UTC', fileZone].filter((zone, i, all) => zone !== clock.zone && all.indexOf(zone) === i);
  return (
    <span className="num">
      {date} {time} {clock.zone}
      {others.map((zone) => ` · ${shownClock(zone).time(ms).slice(11)} ${zone}`)}
    </span>
  );
}
