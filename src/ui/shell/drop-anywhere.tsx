// A drop works on the whole page: an overlay says so while files hover, and the browser never opens them itself.

import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DroppedFile } from '../../contracts/threads';
import { rememberHandles } from '../../store/followable';
import { t } from '../../words/t';
import { filesOfDrop } from '../shared/dropped-files';
import { WalkCard, type WalkState } from './walk-card';

/** What is over sooner needs no word. */
const SOON_MS = 400;

interface DropAnywhereProps {
  readonly onFiles: (files: readonly DroppedFile[], numLeftOut?: number) => void;
}

export function DropAnywhere({ onFiles }: DropAnywhereProps) {
  const [walk, setWalk] = useState<WalkState | null>(null);
  const walking = useRef<AbortController | null>(null);
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    // dragenter and dragleave come for every element that is crossed.
    let depth = 0;
    const hover = (change: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth + change);
      setHovering(depth > 0);
    };
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      rememberHandles(event.dataTransfer.items);
      depth = 0;
      setHovering(false);
      walking.current?.abort();
      const abort = new AbortController();
      walking.current = abort;
      void take(event.dataTransfer, abort.signal);
    };
    const take = async (transfer: DataTransfer, signal: AbortSignal): Promise<void> => {
      const beganMs = performance.now();
      let openedFromMs: number | null = null;
      const onProgress = (numFound: number, numOpened: number): void => {
        const nowMs = performance.now();
        if (numOpened > 0) openedFromMs ??= nowMs;
        if (nowMs - beganMs > SOON_MS && !signal.aborted)
          setWalk({ numFound, numOpened, openedFromMs, nowMs });
      };
      try {
        const { files, numLeftOut } = await filesOfDrop(transfer, { onProgress, signal });
        setWalk(null);
        onFiles(files, numLeftOut);
      } catch {
        // Ended by the user, or by another drop.
        if (walking.current?.signal === signal) setWalk(null);
      }
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('dragenter', hover(1), { signal });
    window.addEventListener('dragleave', hover(-1), { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => controller.abort();
  }, [onFiles]);
  if (walk !== null) return <WalkCard walk={walk} onCancel={() => walking.current?.abort()} />;
  if (!hovering) return null;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <div className="drop-overlay-card">
        <FileDown size={28} />
        <strong>{t('Drop to analyse')}</strong>
        <span>{t('Files, folders, gzip. They are read here and go nowhere.')}</span>
      </div>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
