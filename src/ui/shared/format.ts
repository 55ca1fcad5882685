// Numbers and sizes as the page writes them: by the language of the page, not by that of the machine.
import { groupedNumber } from '../../words/count';

export function formatNumber(value: number, digits = 0): string {
  return groupedNumber(value, digits);
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
