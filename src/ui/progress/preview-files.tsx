// The files that reading has reached, each with the format that was found.

import { memo } from 'react';
import type { Preview } from '../../contracts/preview';
import { t } from '../../words/t';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';

/** Of a folder with hundreds, the ones that are read now are of interest. */
const MAX_ROWS = 12;

export const FilesPanel = memo(function FilesPanel({ files }: { files: Preview['files'] }) {
  const hidden = Math.max(0, files.length - MAX_ROWS);
  return (
    <section className="panel preview-files" aria-labelledby="preview-files-title">
      <div className="panel-head">
        <h2 id="preview-files-title">{t('Files reached')}</h2>
        <span className="spacer" />
        <span className="muted num">{formatNumber(files.length)}</span>
      </div>
      <ul data-testid="preview-files">
        {hidden > 0 && (
          <li className="faint">{t('{hidden} before these', { hidden: formatNumber(hidden) })}</li>
        )}
        {files.slice(hidden).map(({ name, format }) => (
          <li key={name}>
            <span className="mono preview-file-name" title={name}>
              <LogText text={name} />
            </span>
            <span className="chip">{format}</span>
          </li>
        ))}
      </ul>
    </section>
  );
});
