import { describe, expect, it } from 'vitest';
import defaults from './regency.default.json' with { type: 'json' };
import { regencyDocument, regencyFor, resolveRegency } from './regency.ts';

describe('regencyFor', () => {
  it('writes the portal domain into every host', () => {
    const words = regencyFor('karanganyarkab.go.id');
    expect(words.requiredHosts.flatMap((required) => required.hosts)).toContain('ppid.karanganyarkab.go.id');
    expect(JSON.stringify(words)).not.toContain('{portal}');
    expect(words.name).toBe('Karanganyar');
  });

  it.each(['www.Harjomulyo.localhost:8443', 'https://harjomulyo.localhost/', 'harjomulyo.localhost'])(
    'takes %s for its domain',
    (text) => {
      expect(regencyFor(text)).toMatchObject({ portalDomain: 'harjomulyo.localhost', name: 'harjomulyo' });
    },
  );

  it('uses a document that an organizer edited', () => {
    const document = regencyDocument.parse({
      ...defaults,
      name: 'Lain',
      requiredHosts: [{ id: 'a', name: { id: 'A' }, hosts: ['a.{portal}'] }],
    });
    expect(resolveRegency(document, 'lainkab.go.id').requiredHosts).toEqual([
      { id: 'a', name: { id: 'A' }, hosts: ['a.lainkab.go.id'] },
    ]);
  });

  it('refuses a misspelled key and a pattern that does not compile', () => {
    expect(regencyDocument.safeParse({ ...defaults, requiredHost: [] }).success).toBe(false);
    expect(regencyDocument.safeParse({ ...defaults, shareLinks: ['('] }).success).toBe(false);
  });
});
