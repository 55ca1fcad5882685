// The mark of Harbinger: an H whose stems are the first warning and the outage; the beam between them is the lead time.
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="96 96 320 320" aria-hidden="true" focusable="false">
      <rect x="120" y="116" width="60" height="280" rx="6" fill="var(--signal-fill)" />
      <rect x="332" y="116" width="60" height="280" rx="6" fill="currentColor" />
      <path
        d="M180 266h30l24-58 36 106 26-48h36"
        fill="none"
        stroke="currentColor"
        strokeWidth="26"
        strokeLinejoin="round"
      />
    </svg>
  );
}
