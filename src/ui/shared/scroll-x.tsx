// A wide table on a narrow screen: scrolls sideways, by keyboard too, and says so while something is out of sight.

import { MoveRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../words/t';

export function ScrollX({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const [hasMore, setMore] = useState(false);
  const look = (): void => {
    if (box.current === null) return;
    const { scrollWidth, clientWidth, scrollLeft } = box.current;
    setMore(scrollWidth - clientWidth - scrollLeft > 1);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks at the box alone.
  useEffect(() => {
    const observer = new ResizeObserver(look);
    for (const part of [box.current, box.current?.firstElementChild]) if (part) observer.observe(part);
    look();
    return () => observer.disconnect();
  }, []);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard. */}
      <section ref={box} className="scroll-x" aria-label={label} tabIndex={0} onScroll={look}>
        {children}
      </section>
      {hasMore && (
        <p className="scroll-more" aria-hidden="true">
          {t('More to the right')}
          <MoveRight size={14} />
        </p>
      )}
    </>
  );
}
