// biome-ignore-all lint/a11y/useFocusableInteractive: the input keeps the focus and names the row under its cursor.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are those of the input.
// The palette: type some letters, Enter does it. A combobox over a list, in a dialog; the focus goes back where it was, or to what was opened.

import { Dialog, VisuallyHidden } from '@radix-ui/themes';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { errorText } from '../../core/wording/error-text';
import { t } from '../../words/t';
import { useApp } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { useFocusReturn } from '../shared/use-focus-return';
import { type Fit, fuzzyFit } from './fuzzy';
import { type PaletteAction, paletteActions } from './palette-actions';

/** More rows than anyone reads; another letter narrows them. */
const MAX_SHOWN = 60;
/** Rows that a page key moves by. */
const PAGE_ROWS = 8;

interface Shown extends Fit {
  readonly action: PaletteAction;
}

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const actions = useMemo(() => paletteActions(app), [app]);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState('');
  const asked = useDeferredValue(typed);
  const { shown, num } = useMemo(() => select(actions, asked), [actions, asked]);
  const returnFocus = useFocusReturn();
  const focusAfter = useRef<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const chosen = shown[Math.min(at, shown.length - 1)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen row is brought into sight when it moves.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [at, shown]);
  const run = (action: PaletteAction): void => {
    setProblem('');
    const work = action.run();
    focusAfter.current = action.focus ?? null;
    if (work instanceof Promise) {
      setBusy(action.label);
      work.then(onClose, (error: unknown) => {
        setBusy('');
        setProblem(errorText(error));
      });
    } else onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = placeAfter(event.key, at, shown.length);
    if (to !== null) setAt(to);
    else if (event.key === 'Enter' && busy === '') {
      // The rows may lag behind what was typed: of what is not shown yet the first one is meant.
      const meant = asked === typed ? chosen : select(actions, typed).shown[0];
      if (meant === undefined) return;
      run(meant.action);
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content
        className="palette"
        aria-describedby={undefined}
        data-testid="palette"
        onCloseAutoFocus={(event) => returnFocus(event, focusAfter.current)}
      >
        <VisuallyHidden>
          <Dialog.Title>{t('Do anything')}</Dialog.Title>
        </VisuallyHidden>
        <input
          className="input palette-input"
          role="combobox"
          aria-label={t('What to do')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${shown.indexOf(chosen)}`}
          aria-autocomplete="list"
          data-testid="palette-input"
          placeholder={t('A view, an export, an incident, words of a template …')}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id={`${id}-list`} className="palette-list" role="listbox" aria-label={t('Actions')}>
          {shown.map(({ action, marks }, i) => (
            <div
              key={`${action.kind} ${action.id}`}
              id={`${id}-${i}`}
              role="option"
              aria-selected={action === chosen?.action}
              className="palette-row"
              data-testid="palette-row"
              onPointerMove={() => setAt(i)}
              onClick={() => run(action)}
            >
              <span className="palette-kind">{t(action.kind)}</span>
              <span className={action.isLogText ? 'palette-label mono' : 'palette-label'}>
                <LogText text={action.label} marks={marks} />
              </span>
              {action.key && <kbd className="palette-key">{action.key}</kbd>}
            </div>
          ))}
        </div>
        <p className="palette-foot faint num" role="status">
          {busy !== '' ? `${busy} …` : problem !== '' ? problem : countInWords(shown.length, num)}
        </p>
      </Dialog.Content>
    </Dialog.Root>
  );
}

function countInWords(shown: number, num: number): string {
  if (num === 0) return t('Nothing fits.');
  return num > shown
    ? t('The first {shown} of {num}; more letters narrow them', { shown, num: formatNumber(num) })
    : t('{num} fit', { num });
}

/** Best first; ties in the order of the list. */
function select(
  actions: readonly PaletteAction[],
  query: string,
): { readonly shown: readonly Shown[]; readonly num: number } {
  const fitting = actions.flatMap((action): Shown[] => {
    const fit = fuzzyFit(query, action.label, action.isLogText);
    return fit === null ? [] : [{ action, ...fit }];
  });
  const sorted = query.trim() === '' ? fitting : fitting.sort((a, b) => b.score - a.score);
  return { shown: sorted.slice(0, MAX_SHOWN), num: sorted.length };
}

/** Null: the key moves nothing. */
function placeAfter(key: string, at: number, length: number): number | null {
  if (length === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % length;
  if (key === 'ArrowUp') return (at + length - 1) % length;
  if (key === 'PageDown') return Math.min(length - 1, at + PAGE_ROWS);
  if (key === 'PageUp') return Math.max(0, at - PAGE_ROWS);
  return null;
}
