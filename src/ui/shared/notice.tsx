// A message with a severity, as it stands in the page.
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type NoticeTone = 'alarm' | 'warning' | 'hand';

const ICONS = { alarm: CircleAlert, warning: TriangleAlert, hand: Info } as const;

export function Notice({
  tone,
  children,
  testId,
}: {
  tone: NoticeTone;
  children: ReactNode;
  testId?: string;
}) {
  const Icon = ICONS[tone];
  return (
    <div className="notice" data-tone={tone} data-testid={testId}>
      <Icon size={16} aria-hidden="true" color={`var(--${tone === 'warning' ? 'signal' : tone})`} />
      <div className="notice-text">{children}</div>
    </div>
  );
}
