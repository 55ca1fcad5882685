// The frame of the page: bar, the view of the phase, and what is there in every phase (drop anywhere, help, questions).

import { Theme } from '@radix-ui/themes';
import { Fragment, lazy, Suspense, useDeferredValue, useEffect, useState } from 'react';
import type { App } from '../../store/app';
import { t } from '../../words/t';
import { OpenStrip } from '../beside/open-strip';
import { FollowBar } from '../following/follow-bar';
import { LandingView } from '../landing/landing-view';
import { PaletteHost } from '../palette/palette-host';
import { ProgressView } from '../progress/progress-view';
import { UpdateBar } from '../progress/update-bar';
import { BridgeFrame } from '../sending/bridge-frame';
import { AppProvider, useApp, useSession, useShown, useWorkspace } from '../shared/app-context';
import { useIntake } from '../shared/use-intake';
import { useLanguage } from '../shared/use-language';
import { useAppearance } from '../shared/use-theme';
import { Announcer } from './announcer';
import { AppBar } from './app-bar';
import { DropAnywhere } from './drop-anywhere';
import { DropNotes } from './drop-notes';
import { FailureBanner } from './failure-banner';
import { FileInputs } from './file-inputs';
import { HelpDialog } from './help-dialog';
import { IntakeDialog } from './intake-dialog';
import { LostBanner } from './lost-banner';
import { QuestionDialog } from './question-dialog';
import { UpdateBanner } from './update-banner';

const ResultView = lazy(() => import('../result/result-view').then((m) => ({ default: m.ResultView })));

export function Shell({ app }: { app: App }) {
  const shown = useShown(app);
  return (
    <AppProvider app={shown}>
      <Page />
    </AppProvider>
  );
}

/** Each analysis is shown again where the reader had scrolled it to. */
function useScrollOf(key: string): void {
  const [tops] = useState(() => new Map<string, number>());
  useEffect(() => {
    window.scrollTo(0, tops.get(key) ?? 0);
    const keep = (): void => void tops.set(key, window.scrollY);
    const wait = setTimeout(() => window.addEventListener('scroll', keep, { passive: true }));
    return () => {
      clearTimeout(wait);
      window.removeEventListener('scroll', keep);
    };
  }, [tops, key]);
}

function Page() {
  const appearance = useAppearance();
  const intake = useIntake();
  // Deferred, so that the view of a phase is built in slices between which keys, clicks and frames come through.
  const phase = useDeferredValue(useSession((state) => state.phase));
  const { key } = useApp();
  useScrollOf(key);
  const language = useLanguage();
  const isAlone = useWorkspace(({ open }) => open.length === 1);
  return (
    <Theme className="app" appearance={appearance} accentColor="amber" grayColor="sand" radius="medium">
      {/* Another language draws everything anew. The bridge stays: it holds keys. */}
      <Fragment key={language}>
        <a className="skip-link" href="#main">
          {t('Skip to the content')}
        </a>
        <AppBar />
        <OpenStrip />
        <UpdateBanner />
        <DropNotes />
        <FileInputs onFiles={intake.take} />
        <main id="main" tabIndex={-1} key={key}>
          {phase === 'failed' && <FailureBanner />}
          {(phase === 'idle' || (phase === 'failed' && isAlone)) && <LandingView />}
          {phase === 'running' && <ProgressView />}
          {phase === 'done' && (
            <>
              <LostBanner />
              <UpdateBar />
              <FollowBar />
              <Suspense fallback={<p className="empty">{t('Opening the result …')}</p>}>
                <ResultView />
              </Suspense>
            </>
          )}
        </main>
        <Announcer />
        <DropAnywhere onFiles={intake.take} />
        <IntakeDialog intake={intake} />
        <QuestionDialog />
        <HelpDialog />
        <PaletteHost />
      </Fragment>
      <BridgeFrame />
    </Theme>
  );
}
