// Saves a blob as a file: an anchor with `download`, the only way that needs no permission and leaves the page in place.

export function saveBlob(blob: Blob, path: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileNameOf(path);
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** 'tickets/INC-2.md' -> 'INC-2.md': browsers replace a slash by something of their own. */
function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
