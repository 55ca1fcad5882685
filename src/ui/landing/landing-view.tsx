// What the page is for, the place to drop, the demo, what happens to the data, and the analyses that were kept.
import { t } from '../../words/t';
import { useSession, useSettings, useView } from '../shared/app-context';
import { ErrorBoundary } from '../shared/error-boundary';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { rich } from '../shared/rich';
import { DropZone } from './drop-zone';
import { FormatList } from './format-list';
import { HistoryList } from './history-list';
import { PrivacyNote } from './privacy-note';
import { SettingsSummary } from './settings-summary';

export function LandingView() {
  return (
    <div className="landing">
      <section className="hero">
        <h1>
          {rich('Drop a log. Learn what is {em}, or what broke and why.', {
            em: <em>{t('about to break')}</em>,
          })}
        </h1>
        <p className="hero-lead">
          {t(
            'Harbinger reads log files in this browser, learns what is normal for them, and writes an incident ticket in which every sentence points at lines of your own log.',
          )}
        </p>
      </section>
      <WaitingLink />
      <DropZone />
      <Interrupted />
      <ErrorBoundary what={t('What was opened')}>
        <OpenedFile />
      </ErrorBoundary>
      <div className="landing-columns">
        <ErrorBoundary what={t('The history of this browser')}>
          <HistoryList />
        </ErrorBoundary>
        <PrivacyNote />
        <FormatList />
      </div>
      <ErrorBoundary what={t('The settings')}>
        <SettingsSummary />
      </ErrorBoundary>
    </div>
  );
}

/** A link names an analysis that is not kept here: the files bring it, and the place that it leads to. */
function WaitingLink() {
  const waits = useView((state) => state.linkWaits);
  if (!waits) return null;
  return (
    <Notice tone="hand" testId="link-waits">
      {t(
        'This link leads into an analysis that this browser does not keep. Give it the same files, and the place that it names opens.',
      )}
    </Notice>
  );
}

/** An analysis that a crash took with it: its files have to be given again, for a page cannot take them by itself. */
function Interrupted() {
  const runs = useSession((state) => state.interrupted);
  if (runs.length === 0) return null;
  const names = runs.map(({ name }) => name).join(', ');
  return (
    <Notice tone="hand" testId="interrupted">
      {rich(
        'The page ended while {logtext} {isWord} being analysed. Drop the same files again to go on; analyses that were kept are below, untouched.',
        { logtext: <LogText text={names} />, isWord: runs.length === 1 ? 'was' : 'were' },
      )}
    </Notice>
  );
}

/** What became of settings or of a saved state that was opened: beside the place where it was dropped. */
function OpenedFile() {
  const notice = useSettings((state) => state.notice);
  const news = useSettings((state) => state.news);
  if (notice !== null) return <Notice tone="warning">{notice}</Notice>;
  return news === null ? null : <Notice tone="hand">{news}</Notice>;
}
