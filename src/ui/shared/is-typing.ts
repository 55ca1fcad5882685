// Whether a key belongs to a field or a dialog, so that the page must leave it alone.

export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('input:not([type="checkbox"]), select, textarea, [role="dialog"]') !== null;
}
