// The drop zone with its buttons. The drop itself is caught by DropAnywhere: it works on the whole page.

import { FileText, FolderOpen } from 'lucide-react';
import { t } from '../../words/t';
import { FollowChooser } from '../following/follow-button';
import { FollowStream } from '../following/follow-stream';
import { FILE_INPUT, FOLDER_INPUT, openChooser } from '../shell/file-inputs';
import { DemoMenu } from './demo-menu';
import { Skyline } from './skyline';

export function DropZone() {
  return (
    <section className="drop-zone" data-testid="drop-zone" aria-label={t('Files to analyse')}>
      <div className="drop-zone-inner">
        <p className="drop-zone-title">{t('Drop log files or a folder here')}</p>
        <p className="muted">
          {t(
            'Several files are merged by time; what shares nothing is analysed apart. Add a CSV or JSON of changes and it is matched against what broke.',
          )}
        </p>
        <div className="drop-zone-buttons">
          <button type="button" className="button primary large" onClick={() => openChooser(FILE_INPUT)}>
            <FileText size={16} aria-hidden="true" />
            {t('Choose files')}
          </button>
          <button type="button" className="button large" onClick={() => openChooser(FOLDER_INPUT)}>
            <FolderOpen size={16} aria-hidden="true" />
            {t('Choose folder')}
          </button>
          <FollowChooser />
          <FollowStream />
          <span className="drop-zone-or">{t('No log at hand?')}</span>
          <DemoMenu />
        </div>
      </div>
      <Skyline />
    </section>
  );
}
