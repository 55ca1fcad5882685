/** Values of binary XML as Windows writes them in text. In: type and bytes. Out: text, not yet escaped. Types: [MS-EVEN6] 2.2.12, libevtx. */
import { viewOf } from './chunks';

export const NULL = 0x00;
export const BINARY_XML = 0x21;
const STRING = 0x01;
const ARRAY = 0x80;

const UTF16 = new TextDecoder('utf-16le');
/** Strings of one byte a character are in the code page of the machine that wrote them, which no file states. */
const ANSI = new TextDecoder('windows-1252');
/** Milliseconds from 1601 to 1970. */
const FILETIME_EPOCH_MS = 11_644_473_600_000n;

/** Bytes of a value of each type, of those that arrays are made of. */
const WIDTHS: Readonly<Record<number, number>> = {
  3: 1,
  4: 1,
  5: 2,
  6: 2,
  7: 4,
  8: 4,
  9: 8,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  15: 16,
  17: 8,
  18: 16,
  20: 4,
  21: 8,
};

/** A value that is cut short or of a type that is not known: its bytes in hex digits. */
export function textOfValue(type: number, bytes: Uint8Array): string {
  if ((type & ARRAY) === 0) return textOfOne(type, bytes);
  const base = type & ~ARRAY;
  if (base === STRING) return textOfString(bytes).split('\0').join(', ');
  const width = WIDTHS[base] ?? 0;
  if (width === 0 || bytes.length % width !== 0) return hexOf(bytes);
  const parts = Array.from({ length: bytes.length / width }, (_, i) =>
    textOfOne(base, bytes.subarray(i * width, (i + 1) * width)),
  );
  return parts.join(', ');
}

/** Of UTF-16, without the zeros that may end it. */
export function textOfString(bytes: Uint8Array): string {
  let end = bytes.length & ~1;
  while (end > 0 && bytes[end - 1] === 0 && bytes[end - 2] === 0) end -= 2;
  if (end > SHORT_BYTES) return UTF16.decode(bytes.subarray(0, end));
  // A decoder takes longer to be called than to decode a few letters.
  let text = '';
  for (let i = 0; i < end; i += 2) text += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8));
  return text;
}
const SHORT_BYTES = 96;

function textOfOne(type: number, bytes: Uint8Array): string {
  if (bytes.length < (WIDTHS[type] ?? 0)) return hexOf(bytes);
  const view = viewOf(bytes);
  switch (type) {
    case NULL:
      return '';
    case STRING:
      return textOfString(bytes);
    case 0x02:
      return ANSI.decode(bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1));
    case 0x03:
      return `${view.getInt8(0)}`;
    case 0x04:
      return `${bytes[0]}`;
    case 0x05:
      return `${view.getInt16(0, true)}`;
    case 0x06:
      return `${view.getUint16(0, true)}`;
    case 0x07:
      return `${view.getInt32(0, true)}`;
    case 0x08:
      return `${view.getUint32(0, true)}`;
    case 0x09:
      return `${view.getBigInt64(0, true)}`;
    case 0x0a:
      return `${view.getBigUint64(0, true)}`;
    case 0x0b:
      return `${view.getFloat32(0, true)}`;
    case 0x0c:
      return `${view.getFloat64(0, true)}`;
    case 0x0d:
      return view.getUint32(0, true) === 0 ? 'false' : 'true';
    case 0x0f:
      return guidOf(view);
    case 0x10:
      return bytes.length === 8 || bytes.length === 4 ? prefixedHex(view, bytes.length) : hexOf(bytes);
    case 0x11:
      return fileTimeOf(view.getBigUint64(0, true));
    case 0x12:
      return systemTimeOf(view);
    case 0x13:
      return sidOf(bytes, view);
    case 0x14:
      return prefixedHex(view, 4);
    case 0x15:
      return prefixedHex(view, 8);
    default:
      return hexOf(bytes);
  }
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

const prefixedHex = (view: DataView, width: number): string =>
  `0x${width === 8 ? view.getBigUint64(0, true).toString(16) : view.getUint32(0, true).toString(16)}`;

function guidOf(view: DataView): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const tail = Array.from({ length: 8 }, (_, i) => hex(view.getUint8(8 + i), 2)).join('');
  const head = [
    hex(view.getUint32(0, true), 8),
    hex(view.getUint16(4, true), 4),
    hex(view.getUint16(6, true), 4),
  ];
  return `{${head.join('-')}-${tail.slice(0, 4)}-${tail.slice(4)}}`;
}

/** Tenths of a microsecond since 1601; what no date of a calendar can be stays a number. */
function fileTimeOf(ticks: bigint): string {
  const date = new Date(Number(ticks / 10_000n - FILETIME_EPOCH_MS));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return `${ticks}`;
  return `${date.toISOString().slice(0, 19)}.${String(ticks % 10_000_000n).padStart(7, '0')}Z`;
}

function systemTimeOf(view: DataView): string {
  const [year, month, , day, hours, minutes, seconds, millis] = Array.from({ length: 8 }, (_, i) =>
    String(view.getUint16(i * 2, true)).padStart(2, '0'),
  );
  return `${year.padStart(4, '0')}-${month}-${day}T${hours}:${minutes}:${seconds}.${millis.padStart(3, '0')}Z`;
}

/** 'S-1-5-21-...': revision, number of parts, authority of six bytes, big-endian, parts. */
function sidOf(bytes: Uint8Array, view: DataView): string {
  const num = bytes[1];
  if (bytes.length < 8 || bytes.length < 8 + num * 4) return hexOf(bytes);
  const authority = view.getUint16(2) * 2 ** 32 + view.getUint32(4);
  const parts = Array.from({ length: num }, (_, i) => view.getUint32(8 + i * 4, true));
  return ['S', bytes[0], authority, ...parts].join('-');
}
