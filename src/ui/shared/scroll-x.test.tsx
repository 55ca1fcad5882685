// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ScrollX } from './scroll-x';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('a table that goes on to the right says so until its end is in view', () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(360);
  const whole = vi.spyOn(HTMLElement.prototype, 'scrollWidth', 'get').mockReturnValue(600);
  render(<ScrollX label="A table">rows</ScrollX>);
  const box = screen.getByRole('region', { name: 'A table' });
  expect(screen.getByText('More to the right')).toBeTruthy();
  box.scrollLeft = 240;
  fireEvent.scroll(box);
  expect(screen.queryByText('More to the right')).toBeNull();
  cleanup();
  whole.mockReturnValue(360);
  render(<ScrollX label="A table">rows</ScrollX>);
  expect(screen.queryByText('More to the right')).toBeNull();
});
