// What the query may name in this log: its components, files, templates, fields and times, the most frequent ones first.
import { useMemo } from 'react';
import { templateId } from '../../contracts/tables';
import { useResult } from '../shared/app-context';
import { useClock } from '../shared/use-clock';
import type { Known } from './completion';
import type { LineFacts } from './facets';

const MAX_TEMPLATES = 400;

export function useKnown({ counts, fields }: LineFacts): Known {
  const { sources, files, templates } = useResult();
  const clock = useClock();
  return useMemo(() => {
    const first = (counts?.sources ?? []).map(([idx]) => sources[idx] ?? '');
    const frequent = (counts?.templates ?? []).map(([idx]) => idx);
    const ids = [...new Set([...frequent, ...templates.keys()])].slice(0, MAX_TEMPLATES);
    const times = files.flatMap(({ firstMs, lastMs }) => [firstMs, lastMs]).filter((ms) => ms !== null);
    return {
      components: [...new Set([...first, ...sources])].filter((name) => name !== ''),
      files: files.map(({ name }) => name),
      templates: ids.map((idx) => [templateId(idx), templates[idx]?.text ?? ''] as const),
      fields: fields.map(({ name, values }) => ({ name, values: values.map(([value]) => value) })),
      times: [...new Set(times)].map((ms) => clock.time(ms).slice(0, 16).replace(' ', 'T')),
      zone: clock.zone,
    };
  }, [counts, fields, sources, files, templates, clock]);
}
