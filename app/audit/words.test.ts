import { describe, expect, test } from 'vitest';
import { regencyDocumentFor } from './regency.ts';
import { documentOf, editsOf, problemsOf, wordsStamp } from './words.ts';
import { readWords, sectionsOf } from './words-form.ts';

const portal = 'harjomulyokab.go.id';
const shown = () => structuredClone(regencyDocumentFor(portal));

/** The form as a browser sends it back, untouched but for `changes`. */
function sent(changes: Record<string, string> = {}): Map<string, string> {
  const fields = sectionsOf(shown()).flatMap(({ text, lists, items }) => [
    ...(text ? [[text.path, text.value] as const] : []),
    ...lists.map(({ path, text: lines }) => [path, lines.replaceAll('\n', '\r\n')] as const),
    ...items.flatMap(({ path, id, name, lists: inner }) => [
      [`${path}.id`, id] as const,
      [`${path}.name.id`, name.id] as const,
      [`${path}.name.en`, name.en] as const,
      ...inner.map((list) => [list.path, list.text] as const),
    ]),
  ]);
  return new Map([...fields, ...Object.entries(changes)]);
}
const read = (changes?: Record<string, string>) => readWords(sent(changes), shown());

describe('the form', () => {
  test('sent back untouched it is the same document, and nothing is kept', () => {
    expect(read()).toEqual(shown());
    expect(editsOf(documentOf(portal, read()), portal)).toBeNull();
  });

  test('shows every list of the document', () => {
    const lists = (value: unknown): number => {
      if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return 1;
      return value && typeof value === 'object' ? Object.values(value).reduce((sum, each) => sum + lists(each), 0) : 0;
    };
    const { portalDomains: _, ...rest } = shown();
    const sections = sectionsOf(shown());
    const inItems = sections.flatMap(({ items }) => items.slice(0, -1)).flatMap((item) => item.lists).length;
    expect(sections.flatMap((section) => section.lists).length + inItems).toBe(lists(rest));
  });

  test('one line an item; empty lines and spaces around do not count; only what differs is kept', () => {
    const edits = editsOf(documentOf(portal, read({ 'gambling.words': ' slot baru \r\n\r\nmaxwin' })), portal);
    expect(Object.keys(edits ?? {})).toEqual(['gambling']);
    expect(edits?.gambling?.words).toEqual(['slot baru', 'maxwin']);
    expect(edits?.gambling?.against).toEqual(shown().gambling.against);
  });

  test('a group is added in the empty one, and left out by emptying it', () => {
    const { requiredHosts } = shown();
    const at = requiredHosts.length;
    const added = read({ [`requiredHosts.${at}.name.id`]: 'Portal PPID', [`requiredHosts.${at}.hosts`]: 'a.{portal}' });
    expect((added.requiredHosts as unknown[])[at]).toEqual({
      id: 'portal-ppid',
      name: { id: 'Portal PPID' },
      hosts: ['a.{portal}'],
    });
    const left = read({ 'requiredHosts.0.name.id': '', 'requiredHosts.0.name.en': '', 'requiredHosts.0.hosts': '' });
    expect(left.requiredHosts).toEqual(requiredHosts.slice(1));
  });

  test('made from an uploaded document, it has that document’s groups and no others', () => {
    const uploaded = { ...shown(), documents: shown().documents.slice(2, 4) };
    const fields = sectionsOf(uploaded).flatMap(({ items }) =>
      items.flatMap(({ path, id, name, lists }) => [
        [`${path}.id`, id] as const,
        [`${path}.name.id`, name.id] as const,
        [`${path}.name.en`, name.en] as const,
        ...lists.map((list) => [list.path, list.text] as const),
      ]),
    );
    expect(readWords(new Map(fields), shown())).toEqual(uploaded);
  });

  test('a field that the browser did not send changes nothing', () => {
    expect(readWords(new Map(), shown())).toEqual(shown());
  });
});

describe('what is wrong', () => {
  const problem = (changes: Record<string, string>) => problemsOf(read(changes));
  test.each([
    ['https://ppid.{portal}/', 'an address'],
    ['ppid.{portal}:8080', 'a port'],
    ['ppid', 'a single word'],
    ['ppid.{portl}', 'a misspelt placeholder'],
    ['a b.go.id', 'a space'],
  ])('%s (%s) is no host, named with its line', (value) => {
    expect(problem({ openDataHosts: `data.{portal}\n${value}` })).toEqual([
      { path: 'openDataHosts', line: 2, code: 'host', value },
    ]);
  });

  test('hosts of the portal and of others, and words of any kind, are fine', () => {
    expect(
      problem({ openDataHosts: '{portal}\nsatu-data.{portal}\ndata.go.id', noResultsWords: 'nihil! (0)' }),
    ).toEqual([]);
  });

  test('a pattern that does not compile, a line too long, a list that must not be empty', () => {
    expect(problem({ shareLinks: 'ok\n(' })).toMatchObject([{ path: 'shareLinks', line: 2, code: 'pattern' }]);
    expect(problem({ pagesThatMatter: 'x'.repeat(201) })).toMatchObject([{ line: 1, code: 'tooLong' }]);
    expect(problem({ 'gambling.words': '' })).toMatchObject([{ path: 'gambling.words', line: null, code: 'empty' }]);
  });

  test('a document with a key that nobody knows, or no document', () => {
    expect(problemsOf({ ...shown(), kataJudi: [] })).toMatchObject([{ code: 'shape' }]);
    expect(problemsOf(null)).toMatchObject([{ code: 'shape' }]);
  });
});

test('the stamp changes with any word, and not with how the same words are kept', () => {
  const edits = { noResultsWords: ['nihil'] };
  expect(wordsStamp(portal, edits)).not.toBe(wordsStamp(portal, null));
  expect(wordsStamp(portal, documentOf(portal, edits))).toBe(wordsStamp(portal, edits));
});
