// One template in detail: its text with the wildcards as buttons, how often and when, and what every wildcard stood for.

import { IconButton } from '@radix-ui/themes';
import { Pencil, Rows3, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Template, templateId } from '../../contracts/tables';
import { UNMATCHED } from '../../core/drain/groups';
import { createExtractor } from '../../core/drain/parameters';
import { t } from '../../words/t';
import { NormalChip, NormalTemplateButton } from '../normal/normal-template';
import { useResult, useView } from '../shared/app-context';
import { formatNumber, formatShare } from '../shared/format';
import { Level } from '../shared/level';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';
import { FILE_INPUT, openChooser } from '../shell/file-inputs';
import { Occurrences } from './occurrences';
import { TemplateChips } from './template-chips';
import { LeaveOutButton } from './template-lines';
import { type Reading, useTemplateValues } from './use-template-values';
import { WildcardList } from './wildcard-list';

interface TemplateDetailProps {
  readonly idx: number;
  /** The user wants to split it or to widen it. */
  readonly onChange: () => void;
  readonly onClose: () => void;
}

export function TemplateDetail({ idx, onChange, onClose }: TemplateDetailProps) {
  const { templates } = useResult();
  const template = templates[idx];
  const extractor = useMemo(() => createExtractor(template.text), [template.text]);
  const reading = useTemplateValues(idx);
  const [chosen, setChosen] = useState<number | null>(null);
  const panel = useRef<HTMLElement>(null);
  // Below the table, on a phone, it would open out of sight.
  useEffect(() => {
    panel.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const values = reading.state === 'read' ? reading.values : null;
  return (
    <aside
      ref={panel}
      className="panel template-detail"
      aria-label={t('Template {idx}', { idx: templateId(idx) })}
      data-testid="template-detail"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        document.querySelector<HTMLElement>('.template-grid')?.focus({ preventScroll: true });
        onClose();
      }}
    >
      <Head idx={idx} template={template} onChange={onChange} onClose={onClose} />
      <div className="template-detail-body">
        {template.text === UNMATCHED ? (
          <p className="muted">{t('Records that fit none of the saved templates.')}</p>
        ) : (
          <TemplateChips extractor={extractor} values={values} chosen={chosen} onChoose={setChosen} />
        )}
        <Facts template={template} />
        {values?.overTime && <Occurrences overTime={values.overTime} level={template.level} />}
        {extractor.places.length === 0 ? (
          template.text !== UNMATCHED && (
            <p className="muted">{t('No wildcard: all its records read the same.')}</p>
          )
        ) : (
          <Values idx={idx} reading={reading} extractor={extractor} chosen={chosen} />
        )}
      </div>
    </aside>
  );
}

function Head(props: TemplateDetailProps & { readonly template: Template }) {
  const { idx, template, onClose } = props;
  const { sources } = useResult();
  const source = sources[template.source] ?? '';
  return (
    <>
      <div className="panel-head">
        <h2 className="mono">{templateId(idx)}</h2>
        <Level level={template.level} />
        <NormalChip text={template.text} />
        {source !== '' && (
          <span className="faint mono template-source">
            <LogText text={source} />
          </span>
        )}
        <span className="spacer" />
        <IconButton variant="ghost" color="gray" aria-label={t('Close the template (Esc)')} onClick={onClose}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <Actions {...props} />
    </>
  );
}

/** In a row of their own: beside a narrow table there is no room for them in the head. */
function Actions({ idx, template, onChange }: TemplateDetailProps & { readonly template: Template }) {
  const showLines = useView((state) => state.showLines);
  return (
    <div className="template-actions">
      <button
        type="button"
        className="button"
        data-testid="template-lines"
        onClick={() => showLines({ template: idx })}
      >
        <Rows3 size={14} aria-hidden="true" />
        {t('Lines')}
      </button>
      <LeaveOutButton template={idx} />
      {template.text !== UNMATCHED && <NormalTemplateButton idx={idx} />}
      {template.text !== UNMATCHED && (
        <button
          type="button"
          className="button"
          title={t('Split it by a wildcard, or widen it to a pattern')}
          data-testid="template-change"
          onClick={onChange}
        >
          <Pencil size={14} aria-hidden="true" />
          {t('Change')}
        </button>
      )}
    </div>
  );
}

function Facts({ template }: { template: Template }) {
  const clock = useClock();
  const { numRecords } = useResult();
  const { count, firstMs, lastMs } = template;
  return (
    <dl className="template-facts num">
      <div>
        <dt>{t('Records')}</dt>
        <dd>
          {formatNumber(count)} <span className="faint">{formatShare(count / Math.max(1, numRecords))}</span>
        </dd>
      </div>
      {firstMs !== null && (
        <div>
          <dt>{t('First seen')}</dt>
          <dd>{clock.time(firstMs)}</dd>
        </div>
      )}
      {lastMs !== null && (
        <div>
          <dt>{t('Last seen')}</dt>
          <dd>{clock.time(lastMs)}</dd>
        </div>
      )}
    </dl>
  );
}

interface ValuesProps {
  readonly idx: number;
  readonly reading: Reading;
  readonly extractor: ReturnType<typeof createExtractor>;
  readonly chosen: number | null;
}

function Values({ idx, reading, extractor, chosen }: ValuesProps) {
  if (reading.state === 'failed')
    return (
      <p className="notice-text" role="alert">
        {t('The values could not be read: {reason}', { reason: reading.reason })}
      </p>
    );
  if (reading.state === 'reading') return <ReadingBar share01={reading.share01} />;
  if (reading.values.numRead === 0 && reading.values.numRecords > 0)
    return (
      <p className="muted" data-testid="values-need-files">
        {reading.values.unread.some(({ why }) => why !== 'missing')
          ? t('The values stand in the files of this analysis, and these have changed since.')
          : t('The values stand in the files of this analysis, and those are not here.')}{' '}
        <button type="button" className="plain-button text-link" onClick={() => openChooser(FILE_INPUT)}>
          {t('Give the files again')}
        </button>
      </p>
    );
  return <WildcardList idx={idx} values={reading.values} extractor={extractor} chosen={chosen} />;
}

function ReadingBar({ share01 }: { share01: number | null }) {
  return (
    <div className="values-reading">
      <span className="muted" role="status">
        {t('Reading the values …')}
      </span>
      <progress value={share01 ?? undefined} max={1} aria-label={t('Reading the values')} />
    </div>
  );
}
