// The bar: name, what is open, the way back, theme and help.
import { IconButton, Tooltip } from '@radix-ui/themes';
import { CircleHelp, Monitor, Moon, Plus, ShieldCheck, Sun } from 'lucide-react';
import { closeAnalysis } from '../../store/actions';
import { useUpdates } from '../../store/updates';
import type { Theme } from '../../store/view';
import { useApp, useSession, useView } from '../shared/app-context';
import { Mark } from '../shared/mark';

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
      <ThemeToggle />
      <HelpButton />
    </header>
  );
}

function SealChip() {
  const offlineReady = useUpdates((state) => state.offlineReady);
  return (
    <span className="chip bar-seal" data-tone="calm">
      <ShieldCheck size={13} aria-hidden="true" />
      {offlineReady ? 'Nothing leaves this browser; works offline' : 'Nothing leaves this browser'}
    </span>
  );
}

function NewAnalysis() {
  const app = useApp();
  return (
    <button
      type="button"
      className="button"
      aria-label="New analysis"
      data-testid="new-analysis"
      onClick={() => closeAnalysis(app)}
    >
      <Plus size={14} aria-hidden="true" />
      <span className="wide-only">New analysis</span>
    </button>
  );
}

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function ThemeToggle() {
  const theme = useView((state) => state.theme);
  const setTheme = useView((state) => state.setTheme);
  const Icon = THEME_ICONS[theme];
  const label = `Theme: ${theme}. Change to ${NEXT_THEME[theme]}`;
  return (
    <Tooltip content={`Theme: ${theme}`}>
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
    <Tooltip content="Keyboard help (?)">
      <IconButton variant="ghost" color="gray" aria-label="Keyboard help" onClick={() => setHelpOpen(true)}>
        <CircleHelp size={17} aria-hidden="true" />
      </IconButton>
    </Tooltip>
  );
}
