import { describe, expect, it } from 'vitest';
import { check as regencyLinks } from './checks/regency-links.ts';
import { aLink, aVisit } from './checks/visit.fixture.ts';
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

  it("lets an edition's own words go over those of the files, and leaves the rest", () => {
    const words = regencyFor('lainkab.go.id', {
      name: 'Lain',
      province: 'Jawa Barat',
      complaintServices: [
        { id: 'sapa', name: { id: 'Sapa Lain' }, words: ['sapa'], hosts: ['sapa.{portal}'], numbers: [] },
      ],
    });
    expect(words).toMatchObject({ name: 'Lain', province: 'Jawa Barat', portalDomain: 'lainkab.go.id' });
    expect(words.complaintServices.flatMap(({ hosts }) => hosts)).toEqual(['sapa.lainkab.go.id']);
    expect(words.requiredHosts).toEqual(regencyFor('lainkab.go.id').requiredHosts);
    expect(regencyFor('lainkab.go.id', null)).toEqual(regencyFor('lainkab.go.id'));
    expect(() => regencyFor('lainkab.go.id', { complaintServises: [] })).toThrow();
  });

  it('judges the same visit by the words of another regency', () => {
    const edits = { requiredHosts: [{ id: 'a', name: { id: 'A' }, hosts: ['a.{portal}'] }] };
    const visit = aVisit({}, { links: [aLink('https://a.harjomulyokab.go.id/')] });
    expect(regencyLinks(visit, regencyFor('harjomulyokab.go.id', edits)).value).toBe(1);
    expect(regencyLinks(visit, regencyFor('harjomulyokab.go.id')).value).toBe(0);
    expect(regencyLinks(visit, regencyFor('lainkab.go.id', edits)).value).toBe(0);
  });

  it('has a name in two languages and a word for every document, each key once', () => {
    const { documents } = regencyFor('lainkab.go.id');
    expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
    expect(documents.every(({ name, words }) => name.id && name.en && words.length > 0)).toBe(true);
  });

  it('refuses a misspelled key and a pattern that does not compile', () => {
    expect(regencyDocument.safeParse({ ...defaults, requiredHost: [] }).success).toBe(false);
    expect(regencyDocument.safeParse({ ...defaults, shareLinks: ['('] }).success).toBe(false);
  });
});
