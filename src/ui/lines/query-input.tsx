// The query: a line of text, what may come next in it, and where it cannot be read. It is in force after a pause, or at once by Enter.

import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { QueryProblem } from '../../core/query/parse';
import { parseQuery } from '../../core/query/parse';
import { t } from '../../words/t';
import { type Known, type Suggestion, suggest } from './completion';

/** A pause in typing before a search runs over the whole log. */
const PAUSE_MS = 400;

interface QueryInputProps {
  /** The query in force. */
  readonly value: string;
  readonly known: Known;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onQuery: (text: string) => void;
  /** Enter on a query that is in force already. */
  readonly onNext: (direction: 1 | -1) => void;
  readonly onLeave: () => void;
}

export function QueryInput({ value, known, input, onQuery, onNext, onLeave }: QueryInputProps) {
  const [text, setText] = useState(value);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(-1);
  /** Where the caret goes with the text that was taken: at once, before another key is typed. */
  const caretOfTaken = useRef<number | null>(null);
  const listId = useId();
  const { problem } = parseQuery(text);
  const suggestions = caret === null ? [] : suggest(text, caret, known);

  // What another view asks for takes the place of what was typed.
  useEffect(() => {
    setText(value);
    // A field whose value is still to be typed: its values are offered.
    if (value.endsWith(':') && document.activeElement === input.current) setCaret(value.length);
  }, [value, input]);
  useEffect(() => {
    if (text === value || problem !== null) return;
    const timer = setTimeout(() => onQuery(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, problem, onQuery]);

  const take = (suggestion: Suggestion): void => {
    setText(suggestion.text);
    setCaret(suggestion.caret);
    setChosen(-1);
    caretOfTaken.current = suggestion.caret;
  };
  useLayoutEffect(() => {
    const at = caretOfTaken.current;
    if (at !== null) input.current?.setSelectionRange(at, at);
    caretOfTaken.current = null;
  });
  const close = (): void => {
    setCaret(null);
    setChosen(-1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const isListed = suggestions.length > 0;
    if (event.key === 'Escape') {
      // The browser would clear the field, and n would have nothing to look for.
      event.preventDefault();
      if (isListed) close();
      else onLeave();
    } else if (isListed && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((chosen + step + suggestions.length + (chosen < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    } else if (isListed && event.key === 'Tab' && !event.shiftKey && chosen >= 0) {
      event.preventDefault();
      take(suggestions[chosen]);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen >= 0 && suggestions[chosen] !== undefined) {
        take(suggestions[chosen]);
        return;
      }
      if (problem !== null) return;
      close();
      if (text !== value) onQuery(text);
      else onNext(event.shiftKey ? -1 : 1);
      onLeave();
    }
  };
  return (
    <div className="query">
      <input
        ref={input}
        className="input query-input mono"
        type="search"
        role="combobox"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        placeholder={t(
          'Search ( / ):  level>=warn component:x "lost connection" /time(d )?out/i -template:T4',
        )}
        aria-label={t('Search in the lines')}
        aria-expanded={suggestions.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
        aria-invalid={problem !== null}
        data-testid="line-search"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(-1);
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <div
        className="query-suggestions"
        id={listId}
        role="listbox"
        aria-label={t('What may come next')}
        hidden={suggestions.length === 0}
      >
        {suggestions.map((suggestion, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, which has the focus.
          <div
            key={suggestion.label}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={i === chosen}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(suggestion)}
          >
            <span className="mono">{suggestion.label}</span>
            <span className="faint">{suggestion.help}</span>
          </div>
        ))}
      </div>
      {problem === null && hasTypedTime(text) && (
        <p className="query-zone faint" data-testid="query-zone">
          {t('Times read in {zone}', { zone: known.zone })}
        </p>
      )}
      {problem !== null && text.trim() !== '' && <Wrong text={text} problem={problem} />}
    </div>
  );
}

/** Whether it holds a time that does not say that it is UTC. */
function hasTypedTime(text: string): boolean {
  return /\b(?:after|before|since|until):"?[\d:.T-]*\d(?![\d:.TZ-])/i.test(text);
}

/** The part of the query that cannot be read, and why. */
function Wrong({ text, problem: { message, begin, end } }: { text: string; problem: QueryProblem }) {
  return (
    <p className="query-problem" role="alert" data-testid="query-problem">
      <span className="mono" aria-hidden="true">
        {text.slice(Math.max(0, begin - 20), begin)}
        <mark>{text.slice(begin, end) || '…'}</mark>
      </span>{' '}
      {t('Not searched: {message}.', { message })}
    </p>
  );
}
