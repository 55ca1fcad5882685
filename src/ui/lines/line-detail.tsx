// One record in full, as it stands in the file, with where it is and what it was read as.
import { IconButton } from '@radix-ui/themes';
import { X } from 'lucide-react';
import { templateId } from '../../contracts/tables';
import type { LineRow } from '../../contracts/threads';
import { STATUS_CLASSES } from '../../contracts/units';
import { whyUnread } from '../../core/wording/unread';
import { useResult, useView } from '../shared/app-context';
import { Level } from '../shared/level';
import { LogText } from '../shared/log-text';
import { TemplateText } from '../shared/template-text';
import { timeParts } from '../shared/time';

export function LineDetail({ line, find, onClose }: { line: LineRow; find: string; onClose: () => void }) {
  const { files, templates, sources } = useResult();
  const filterLines = useView((state) => state.filterLines);
  const file = files[line.fileIdx];
  const template = templates[line.template];
  const source = sources[line.source] ?? '';
  return (
    <aside className="line-detail" aria-label="The chosen record" data-testid="line-detail">
      <div className="line-detail-head">
        <span className="mono">
          <LogText text={file?.name ?? ''} />:{line.lineNum}
        </span>
        <Level level={line.level} />
        {LEVEL_FROM[line.levelFrom] !== '' && <span className="faint">{levelFromText(line)}</span>}
        {line.timeMs !== null && <Times ms={line.timeMs} zone={file?.zone.name ?? 'UTC'} />}
        {source !== '' && (
          <span className="faint mono">
            <LogText text={source} />
          </span>
        )}
        <span className="spacer" />
        <IconButton variant="ghost" color="gray" aria-label="Close the record (Esc)" onClick={onClose}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </div>
      {template !== undefined && (
        <button
          type="button"
          className="plain-button line-detail-template"
          onClick={() => filterLines({ template: line.template })}
          title="Only lines of this template"
        >
          <span className="mono faint">{templateId(line.template)}</span>{' '}
          <TemplateText text={template.text} />
        </button>
      )}
      <pre className="mono line-detail-text">
        {line.text === null ? (
          <span className="faint">
            There is no text: <LogText text={whyUnread(line.unread ?? 'missing', file?.name ?? '')} />.
          </span>
        ) : (
          <LogText text={line.text} mark={find} />
        )}
      </pre>
    </aside>
  );
}

/** Said where the record itself does not state the level. */
const LEVEL_FROM = { '': '', stated: '', status: 'by its status', words: 'by its words' } as const;

const levelFromText = ({ levelFrom, status }: LineRow): string =>
  levelFrom === 'status' ? `${LEVEL_FROM.status} ${STATUS_CLASSES[status]}` : LEVEL_FROM[levelFrom];

function Times({ ms, zone }: { ms: number; zone: string }) {
  const utc = timeParts(ms);
  const local = timeParts(ms, zone);
  return (
    <span className="num muted">
      {utc.date} {utc.time} UTC
      {zone !== 'UTC' && ` (${local.time.slice(0, 8)} ${zone})`}
    </span>
  );
}
