// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { QueryInput } from './query-input';

afterEach(cleanup);

const KNOWN = { components: [], files: [], templates: [], fields: [], times: [], zone: 'UTC' };

test('the caret stands behind what was taken before another key can be typed', () => {
  const input = createRef<HTMLInputElement>();
  const nothing = (): void => {};
  render(
    <QueryInput value="" known={KNOWN} input={input} onQuery={nothing} onNext={nothing} onLeave={nothing} />,
  );
  const field = input.current!;
  fireEvent.change(field, { target: { value: 'lev "lost"' } });
  field.setSelectionRange(3, 3);
  fireEvent.change(field, { target: { value: 'leve "lost"', selectionStart: 4, selectionEnd: 4 } });
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(field.value).toBe('level: "lost"');
  expect(field.selectionStart).toBe('level:'.length);
});
