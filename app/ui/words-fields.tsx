import type { WordsProblem } from '#app/audit/words.ts';
import type { ItemFields, ListField, WordsSection } from '#app/audit/words-form.ts';
import { useText } from '#app/i18n/use-text.ts';
import { isWordsKey, type WordsKey, wordsText } from '#app/i18n/words.ts';
import { Field, TextArea } from './field.tsx';

interface Shared {
  problems: readonly WordsProblem[];
  disabled: boolean;
}

/** The text of this name, or the bare key of a part that nobody has named yet. */
function useNames() {
  const t = useText<WordsKey>(wordsText);
  return (kind: 'section' | 'help' | 'list', key: string): string => {
    const name = `${kind}_${key}`;
    return isWordsKey(name) ? t(name) : kind === 'help' ? '' : key;
  };
}

/** What is wrong with the field at this path, in one sentence each. */
function useProblems(problems: readonly WordsProblem[]) {
  const t = useText<WordsKey>(wordsText);
  return (path: string): string | undefined =>
    problems
      .filter((each) => each.path === path)
      .map(({ code, line, value }) => t(`problem_${code}`, { line: line ?? '', value }))
      .join(' ') || undefined;
}

/** One section of the document: a fold with its help, lists and groups. Patterns are left to the advanced part. */
export function SectionFields({ section, problems, disabled }: Shared & { section: WordsSection }) {
  const t = useText<WordsKey>(wordsText);
  const nameOf = useNames();
  const { key, items } = section;
  const lists = section.lists.filter((list) => list.kind !== 'patterns');
  if (lists.length === 0 && items.length === 0) return null;
  const wrong = problems.some(({ path }) => path === key || path.startsWith(`${key}.`));
  return (
    <details className="card fold" open={wrong}>
      <summary>{nameOf('section', key)}</summary>
      <p className="measure muted">{nameOf('help', key)}</p>
      {lists.map((list) => (
        <Lines key={list.path} list={list} alone={list.path === key} problems={problems} disabled={disabled} />
      ))}
      {items.length > 0 ? <p className="small muted">{t('itemHelp')}</p> : null}
      {items.map((item) => (
        <Item key={item.path} item={item} problems={problems} disabled={disabled} />
      ))}
    </details>
  );
}

/** Lists of regular expressions, all in one place. */
export function PatternFields({ sections, problems, disabled }: Shared & { sections: readonly WordsSection[] }) {
  const t = useText<WordsKey>(wordsText);
  const nameOf = useNames();
  const lists = sections.flatMap((section) => section.lists).filter((list) => list.kind === 'patterns');
  const wrong = problems.some(({ path }) => lists.some((list) => list.path === path));
  return (
    <details className="card fold" open={wrong}>
      <summary>{t('advanced')}</summary>
      <p className="measure muted">{t('advancedLead')}</p>
      {lists.map((list) => (
        <div key={list.path}>
          <Lines list={list} alone={!list.path.includes('.')} problems={problems} disabled={disabled} />
          {list.path.includes('.') ? null : <p className="small muted">{nameOf('help', list.key)}</p>}
        </div>
      ))}
    </details>
  );
}

/** The single words: names. */
export function NameFields({ sections, problems, disabled }: Shared & { sections: readonly WordsSection[] }) {
  const nameOf = useNames();
  const problemOf = useProblems(problems);
  return (
    <div className="card grid">
      {sections.map(({ key, text }) =>
        text ? (
          <Field
            key={key}
            label={nameOf('section', key)}
            name={text.path}
            defaultValue={text.value}
            maxLength={200}
            disabled={disabled}
            error={problemOf(text.path)}
          />
        ) : null,
      )}
    </div>
  );
}

function Item({ item, problems, disabled }: Shared & { item: ItemFields }) {
  const t = useText<WordsKey>(wordsText);
  const problemOf = useProblems(problems);
  const { path, id, name, lists } = item;
  return (
    <fieldset className="card stack stack--tight">
      <legend>{name.id || t('newItem')}</legend>
      <input type="hidden" name={`${path}.id`} value={id} />
      <div className="grid">
        <Field
          label={t('itemName')}
          name={`${path}.name.id`}
          defaultValue={name.id}
          maxLength={200}
          disabled={disabled}
          error={problemOf(`${path}.name.id`)}
        />
        <Field
          label={t('itemNameEn')}
          name={`${path}.name.en`}
          defaultValue={name.en}
          maxLength={200}
          disabled={disabled}
        />
      </div>
      {lists.map((list) => (
        <Lines key={list.path} list={list} alone={false} problems={problems} disabled={disabled} />
      ))}
    </fieldset>
  );
}

function Lines({ list, alone, problems, disabled }: Shared & { list: ListField; alone: boolean }) {
  const nameOf = useNames();
  const problemOf = useProblems(problems);
  const { path, key, text } = list;
  const rows = Math.min(12, Math.max(2, text.split('\n').length + 1));
  return (
    <TextArea
      label={nameOf(alone ? 'section' : 'list', key)}
      name={path}
      defaultValue={text}
      rows={rows}
      spellCheck={false}
      autoCapitalize="none"
      disabled={disabled}
      error={problemOf(path)}
    />
  );
}
