// Rows of an answer by pages. In: the answer and which rows are in sight. Out: those that have come.
import { useEffect, useRef, useState } from 'react';
import type { SqlAnswer, SqlCell } from '../../contracts/sql';
import { errorText } from '../../core/wording/error-text';
import { useApp } from '../shared/app-context';

const PAGE_ROWS = 200;
/** The oldest are let go beyond as many. */
const MAX_PAGES = 40;

export interface SqlRows {
  /** Undefined: it has not come yet. */
  rowAt(index: number): readonly SqlCell[] | undefined;
  /** Why no more come; ''. */
  readonly problem: string;
}

export function useSqlRows(answer: SqlAnswer, begin: number, end: number): SqlRows {
  const app = useApp();
  const pages = useRef({ of: answer, at: new Map<number, readonly (readonly SqlCell[])[] | null>() });
  const [, redraw] = useState(0);
  const [problem, setProblem] = useState('');
  if (pages.current.of !== answer) pages.current = { of: answer, at: new Map() };
  useEffect(() => {
    setProblem('');
    const { at } = pages.current;
    const last = Math.floor((Math.min(end, answer.numRows) - 1) / PAGE_ROWS);
    for (let page = Math.floor(begin / PAGE_ROWS); page <= last; page++) {
      if (at.has(page)) continue;
      at.set(page, null);
      for (const old of at.keys()) if (at.size > MAX_PAGES) at.delete(old);
      app.sql.rows(page * PAGE_ROWS, (page + 1) * PAGE_ROWS).then(
        (rows) => {
          at.set(page, rows);
          redraw((n) => n + 1);
        },
        (error: unknown) => {
          if (pages.current.at === at) setProblem(errorText(error));
        },
      );
    }
  }, [app, answer, begin, end]);
  return {
    rowAt: (index) => pages.current.at.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    problem,
  };
}
