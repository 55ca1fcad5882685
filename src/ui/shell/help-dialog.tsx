// The keys, as log readers' fingers know them from lnav and less.

import { Dialog, Kbd } from '@radix-ui/themes';
import { useEffect } from 'react';
import { type Label, named, t } from '../../words/t';
import { useView } from '../shared/app-context';
import { isTyping } from '../shared/is-typing';
import { useFocusReturn } from '../shared/use-focus-return';

const KEYS: readonly (readonly [Label, readonly (readonly [string, Label])[]])[] = [
  [
    'Anywhere',
    [
      ['?', 'this help'],
      ['Ctrl K', 'palette: every view, export, incident, template'],
      ['1 … 9', 'go to a tab by its place'],
      ['i', 'timeline (histogram)'],
      ['C', 'compare: ranges, files, analyses'],
      ['S', 'SQL over the tables'],
    ],
  ],
  [
    'Log lines',
    [
      ['/', 'search'],
      ['n  N', 'next and previous hit'],
      ['h', 'only hits, or all lines'],
      ['e  E', 'next and previous error'],
      ['w  W', 'next and previous warning'],
      ['g  G', 'first and last line'],
      ['j  k', 'one line down and up'],
      ['J  K', 'select down and up, with the time between'],
      ['Space', 'one screen down'],
      ['Enter  o', 'unfold a trace or repeats'],
      ['x', 'exclude the template of the line'],
      ['m', 'pin the line, or take the pin away'],
      ['c', 'copy the selected lines, with file and number'],
      ['y', 'copy a link to the line'],
      ['b', 'wrap long lines'],
      ['r', 'lines as they stand in the file'],
      ['f', 'columns of fields, shown or hidden'],
      ['z', 'times in UTC, in the zone of the log, in that of this browser'],
      ['Esc', 'close the line, leave the search'],
    ],
  ],
  [
    'Templates',
    [
      ['↑ ↓', 'one template up and down'],
      ['Enter', 'values of its wildcards'],
      ['Space', 'select it'],
      ['Esc', 'close it'],
    ],
  ],
  ['SQL', [['Ctrl Enter', 'run the query']]],
  [
    'Timeline',
    [
      ['← →', 'one window back and on'],
      ['Enter', 'lines of that window'],
      ['Tab', 'to its votes and reasons, below'],
      ['0', 'zoom out to the whole log'],
    ],
  ],
];

export function HelpDialog() {
  const open = useView((state) => state.helpOpen);
  const setOpen = useView((state) => state.setHelpOpen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === '?' && !isTyping(event)) setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [setOpen]);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      {open && <Keys />}
    </Dialog.Root>
  );
}

function Keys() {
  const returnFocus = useFocusReturn();
  return (
    <Dialog.Content
      style={{ maxWidth: 640 }}
      aria-describedby={undefined}
      onCloseAutoFocus={(event) => returnFocus(event)}
    >
      <Dialog.Title size="4">{t('Keys')}</Dialog.Title>
      <div className="help-grid">
        {KEYS.map(([title, rows]) => (
          <section key={title}>
            <h2 className="eyebrow">{t(title)}</h2>
            <dl>
              {rows.map(([keys, what]) => (
                <div key={keys}>
                  <dt>
                    {keys.split('  ').map((key) => (
                      <Kbd key={key}>{named(key)}</Kbd>
                    ))}
                  </dt>
                  <dd>{t(what)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="dialog-actions">
        <Dialog.Close>
          <button type="button" className="button">
            {t('Close')}
          </button>
        </Dialog.Close>
      </div>
    </Dialog.Content>
  );
}
