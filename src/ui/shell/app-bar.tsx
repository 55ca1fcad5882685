// The bar: name, what is open, the way back, theme and help.

import { IconButton, Tooltip } from '@radix-ui/themes';
import { CircleHelp, Monitor, Moon, Plus, ShieldAlert, ShieldCheck, Sun } from 'lucide-react';
import { closeAnalysis } from '../../store/actions';
import { useUpdates } from '../../store/updates';
import type { Theme } from '../../store/view';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { useApp, useBridge, useSession, useView } from '../shared/app-context';
import { Mark } from '../shared/mark';
import { ZoneMenu } from './zone-menu';

export function AppBar() {
  const phase = useSession((state) => state.phase);
  const name = useSession((state) => state.name);
  const open = phase === 'done' || phase === 'running';
  return (
    <header className="bar">
      <span className="bar-brand">
        <Mark size={22} />
        <span>Harbinger</span>
      </span>
      {open && (
        <span className="bar-name" title={name}>
          {name}
        </span>
      )}
      <span className="spacer" />
      <SealChip />
      {phase === 'done' && <NewAnalysis />}
      <ZoneMenu />
      <ThemeToggle />
      <HelpButton />
    </header>
  );
}

/** Says no more than holds: what a person let through the bridge has left. */
function SealChip() {
  const offlineReady = useUpdates((state) => state.offlineReady);
  const isOpen = useBridge(({ phase }) => phase !== 'closed');
  const numSent = useBridge(({ log }) => log.filter(({ sent }) => sent !== null).length);
  if (isOpen || numSent > 0)
    return (
      <span className="chip bar-seal" data-tone="warning" data-testid="seal">
        <ShieldAlert size={13} aria-hidden="true" />
        {numSent === 0
          ? t('Nothing has left; the bridge is open')
          : t('You let {requests} out', { requests: countOf(numSent, 'request') })}
      </span>
    );
  return (
    <span className="chip bar-seal" data-tone="calm" data-testid="seal">
      <ShieldCheck size={13} aria-hidden="true" />
      {offlineReady ? t('Nothing leaves this browser; works offline') : t('Nothing leaves this browser')}
    </span>
  );
}

function NewAnalysis() {
  const app = useApp();
  return (
    <button
      type="button"
      className="button"
      aria-label={t('New analysis')}
      data-testid="new-analysis"
      onClick={() => closeAnalysis(app)}
    >
      <Plus size={14} aria-hidden="true" />
      <span className="wide-only">{t('New analysis')}</span>
    </button>
  );
}

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function ThemeToggle() {
  const theme = useView((state) => state.theme);
  const setTheme = useView((state) => state.setTheme);
  const Icon = THEME_ICONS[theme];
  const label = t('Theme: {theme}. Change to {next}', { theme, next: NEXT_THEME[theme] });
  return (
    <Tooltip content={t('Theme: {theme}', { theme })}>
      <IconButton
        variant="ghost"
        color="gray"
        aria-label={label}
        data-testid="theme-toggle"
        onClick={() => setTheme(NEXT_THEME[theme])}
      >
        <Icon size={17} aria-hidden="true" />
      </IconButton>
    </Tooltip>
  );
}

function HelpButton() {
  const setHelpOpen = useView((state) => state.setHelpOpen);
  return (
    <Tooltip content={t('Keyboard help (?)')}>
      <IconButton
        variant="ghost"
        color="gray"
        aria-label={t('Keyboard help')}
        onClick={() => setHelpOpen(true)}
      >
        <CircleHelp size={17} aria-hidden="true" />
      </IconButton>
    </Tooltip>
  );
}
