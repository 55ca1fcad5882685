/** Fields that hold the status of a response. In: columns of a sample. Out: wanted fields, and the status of a record by them. */
import type { Header } from '../header';
import { classOfStatus, setStatus } from '../http-status';
import { digitsAt } from '../time/time-parts';
import type { Column } from './column';
import type { Slots, WantedField } from './json-walk';

/** 'status', 'status_code', 'res.statusCode', 'http.response.status_code', 'OriginResponseStatus', 'http_code'. */
const NAME =
  /(^|[._-])(http|response|resp|res|sc|edge|origin|downstream)?[._-]?(response)?[._-]?status[._-]?(code)?$|(http|response|resp|return)[._-]?code$/i;
const STATUS = /^[1-5]\d\d$/;
const MIN_SHARE = 0.9;
const MAX_FIELDS = 2;

/** Named as one, and nearly all its values are numbers of three digits that may be one. */
export function statusFields(columns: readonly Column[]): WantedField[] {
  return columns
    .filter(
      ({ name, values }) =>
        NAME.test(name) &&
        values.length > 0 &&
        values.filter((value) => STATUS.test(value)).length >= values.length * MIN_SHARE,
    )
    .slice(0, MAX_FIELDS)
    .map(({ name }) => ({ path: name, role: 'status' }));
}

/** 1 to 5; 0: the cell holds no status. */
export const statusOfCell = (bytes: Uint8Array, begin: number, end: number): number =>
  end - begin === 3 ? classOfStatus(digitsAt(bytes, begin, 3)) : 0;

/** Of the first of the fields that the record has. */
export function takeStatus(slots: Slots, wanted: readonly number[], bytes: Uint8Array, out: Header): void {
  for (const slot of wanted) {
    if (slots.begin[slot] < 0) continue;
    setStatus(out, statusOfCell(bytes, slots.begin[slot], slots.end[slot]));
    if (out.status > 0) return;
  }
}
