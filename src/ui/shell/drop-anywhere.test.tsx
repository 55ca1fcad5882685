// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { DropAnywhere } from './drop-anywhere';

afterEach(cleanup);

/** A folder whose files come one after another, each after some ms. */
function slowFolder(numFiles: number, ms: number) {
  const file = (i: number) => ({
    ...{ name: `f${i}`, fullPath: `/many/f${i}`, isFile: true, isDirectory: false },
    file: (done: (file: File) => void) => setTimeout(() => done(new File(['x'], `f${i}`)), ms * i),
  });
  let isRead = false;
  const readEntries = (done: (some: unknown[]) => void): void => {
    done(isRead ? [] : Array.from({ length: numFiles }, (_, i) => file(i)));
    isRead = true;
  };
  const folder = { name: 'many', fullPath: '/many', isFile: false, isDirectory: true };
  return { ...folder, createReader: () => ({ readEntries }) };
}

function drop(entry: object): void {
  const items = [{ kind: 'file', webkitGetAsEntry: () => entry }];
  fireEvent.drop(window, { dataTransfer: { types: ['Files'], items, files: [] } });
}

test('a folder that takes a while says how far it is, then gives its files', async () => {
  const onFiles = vi.fn();
  render(<DropAnywhere onFiles={onFiles} />);
  drop(slowFolder(60, 20));
  await waitFor(() => expect(screen.getByTestId('walk').textContent).toMatch(/\d+ of 60 files/));
  await waitFor(() => expect(onFiles).toHaveBeenCalledOnce(), { timeout: 5000 });
  expect(onFiles.mock.calls[0][0]).toHaveLength(60);
  expect(onFiles.mock.calls[0][1]).toBe(0);
  expect(screen.queryByTestId('walk')).toBeNull();
});

test('it can be left, and gives nothing then', async () => {
  const onFiles = vi.fn();
  render(<DropAnywhere onFiles={onFiles} />);
  drop(slowFolder(60, 20));
  fireEvent.click(await screen.findByTestId('walk-cancel'));
  await waitFor(() => expect(screen.queryByTestId('walk')).toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 1300));
  expect(onFiles).not.toHaveBeenCalled();
});
