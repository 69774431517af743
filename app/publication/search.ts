/** Finding an entry by a part of its name. Pure. */

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What was typed, at most 60 characters and without blanks around it; null when there is nothing to look for. */
export function queryOf(value: string | null): string | null {
  const query = (value ?? '').trim().slice(0, 60);
  return query === '' ? null : query;
}

/** Rows in which every word of the query is part of the name or the category, whatever the case and the accents. */
export function matching<T extends { name: string; category: string }>(rows: readonly T[], query: string): T[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = plain(`${row.name} ${row.category}`);
    return words.every((word) => text.includes(word));
  });
}
