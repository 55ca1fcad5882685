import { describe, expect, it } from 'vitest';
import { loadCorpus } from './corpus';

const { documents, problems } = loadCorpus();

describe('corpus', () => {
  it('has no broken document', () => {
    expect(problems).toEqual([]);
  });

  it('holds at least 24 runbooks and 6 post-mortems', () => {
    expect(documents.filter((each) => each.kind === 'runbook').length).toBeGreaterThanOrEqual(24);
    expect(documents.filter((each) => each.kind === 'postmortem').length).toBeGreaterThanOrEqual(6);
  });

  it.each(documents.map((document) => [document.id, document] as const))(
    '%s has its parts',
    (id, document) => {
      const headings = [...document.body.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      const wanted =
        document.kind === 'runbook'
          ? ['Meaning', 'Impact', 'Diagnose', 'Mitigate', 'Prevent']
          : ['Summary', 'Timeline', 'Root cause', 'What helped', 'Actions'];
      expect(headings).toEqual(wanted);
      expect(document.actions.length).toBeGreaterThanOrEqual(document.kind === 'runbook' ? 5 : 2);
      expect(document.path).toContain(id.replace(/^pm-/, ''));
    },
  );

  it('names a file whose front matter is broken, and a second file of the same id', () => {
    const good =
      '---\nid: a\ntitle: A\nkind: runbook\nseverity: info\nclaim: c\nsymptoms: [aaaa, bbbb, cccc]\n---\n# A';
    const loaded = loadCorpus({
      '/corpus/a.md': good,
      '/corpus/b.md': good,
      '/corpus/c.md': '---\nid: [\n---\n',
    });
    expect(loaded.documents.map((each) => each.path)).toEqual(['corpus/a.md']);
    expect(loaded.problems.map((each) => [each.code, each.file])).toEqual([
      ['duplicate-runbook', 'corpus/b.md'],
      ['bad-runbook', 'corpus/c.md'],
    ]);
  });
});
