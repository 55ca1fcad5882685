// Numbers and sizes as the page writes them; one locale everywhere, so that a screenshot reads the same on any machine.

/** One formatter a number of digits: making one costs a thousand times what using it does. */
const formatters = new Map<number, Intl.NumberFormat>();

export function formatNumber(value: number, digits = 0): string {
  let formatter = formatters.get(digits);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
    formatters.set(digits, formatter);
  }
  return formatter.format(value);
}

/** 1.2k, 3.4M: for axes and badges. */
export function formatShort(value: number): string {
  const sizes: readonly (readonly [number, string])[] = [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ];
  for (const [size, unit] of sizes) if (Math.abs(value) >= size) return `${trim(value / size)}${unit}`;
  return trim(value);
}

/** Decimal units: 1 MB is 1,000,000 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** '4 s', '2 min 10 s', '3 h 5 min'. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds < 0.05 ? 0 : seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** '8 h', '3.2 days': the length of a log. */
export function formatSpan(ms: number): string {
  if (ms < 60_000) return formatSeconds(ms / 1000);
  if (ms < 3_600_000) return `${trim(ms / 60_000)} min`;
  if (ms < 48 * 3_600_000) return `${trim(ms / 3_600_000)} h`;
  return `${trim(ms / 86_400_000)} days`;
}

/** 0.9981 -> '99.8 %'; never rounds up to 100 %. */
export function formatShare(share01: number): string {
  if (share01 > 0 && share01 < 0.001) return '< 0.1 %';
  return `${(Math.floor(share01 * 1000) / 10).toFixed(share01 === 1 || share01 === 0 ? 0 : 1)} %`;
}

/** A score or an observed number, whatever its scale. */
export function formatScore(value: number): string {
  if (Number.isNaN(value)) return '–';
  return Math.abs(value) >= 100 ? formatNumber(value) : String(Number(value.toPrecision(3)));
}

function trim(value: number): string {
  return String(Number(value.toFixed(Math.abs(value) < 10 ? 1 : 0)));
}
