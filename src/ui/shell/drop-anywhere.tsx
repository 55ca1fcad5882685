// A drop works on the whole page: an overlay says so while files hover, and the browser never opens them itself.
import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DroppedFile } from '../../contracts/threads';
import { filesOfDrop } from '../shared/dropped-files';

export function DropAnywhere({ onFiles }: { onFiles: (files: readonly DroppedFile[]) => void }) {
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
      depth = 0;
      setHovering(false);
      void filesOfDrop(event.dataTransfer).then(onFiles);
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('dragenter', hover(1), { signal });
    window.addEventListener('dragleave', hover(-1), { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => controller.abort();
  }, [onFiles]);
  if (!hovering) return null;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <div className="drop-overlay-card">
        <FileDown size={28} />
        <strong>Drop to analyse</strong>
        <span>Files, folders, gzip. They are read here and go nowhere.</span>
      </div>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
