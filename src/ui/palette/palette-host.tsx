// Ctrl K opens the palette wherever the focus is; its code is loaded then.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useApp } from '../shared/app-context';

const Palette = lazy(() => import('./palette').then((m) => ({ default: m.Palette })));

export function PaletteHost() {
  const { history } = useApp();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isIt = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
      if (!isIt) return;
      event.preventDefault();
      // A dialog that waits for an answer is not talked over.
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      void history.getState().refresh();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [history]);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <Palette onClose={() => setOpen(false)} />
    </Suspense>
  );
}
