// A dialog that nothing on the page opened gives the focus back by itself. In: nothing. Out: what its close calls.
import { useRef } from 'react';

/** What had the focus when the dialog was first drawn gets it back; where that is gone, the content does. */
export function useFocusReturn(): (event: Event, target?: string | null) => void {
  const before = useRef(document.activeElement);
  return (event, target = null) => {
    event.preventDefault();
    const back = (): void => {
      const own = before.current instanceof HTMLElement && before.current.isConnected ? before.current : null;
      const asked = target === null ? null : document.querySelector<HTMLElement>(target);
      (asked ?? own ?? document.querySelector<HTMLElement>('#main'))?.focus();
    };
    // A view that was asked for is there a moment later.
    if (target === null) back();
    else requestAnimationFrame(back);
  };
}
