import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { wordLooksText } from '#app/i18n/word-looks.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { TableBox } from '#app/ui/table-box.tsx';
import type { WordLookView } from '../word-looks.server.ts';

interface Compared extends Pick<WordLookView, 'indicator' | 'tasks' | 'scale'> {
  before: NonNullable<WordLookView['before']>;
}

/** Old words beside new words: each level whose text is another, and the tasks when they are. */
export function WordsCompared({ look }: { look: Compared }) {
  const t = useText(wordLooksText);
  const locale = useLocale();
  const { before, indicator, tasks, scale } = look;
  const levels = Array.from({ length: scale.levels }, (_, n) => String(n + 1));
  const said = (text: LocalizedText | undefined) => (text ? localized(text, locale) : '–');
  return (
    <>
      <TableBox label={t('newWords')}>
        <table className="table table--cards">
          <thead>
            <tr>
              <th scope="col">{t('level')}</th>
              <th scope="col">{t('oldWords')}</th>
              <th scope="col">{t('newWords')}</th>
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => {
              const [old, now] = [before.levels[level], indicator.levels[level]];
              return (
                <tr key={level}>
                  <th scope="row">{level}</th>
                  <td data-label={t('oldWords')}>{said(old)}</td>
                  <td data-label={t('newWords')}>
                    {old?.id === now?.id ? <span className="muted">{t('same')}</span> : <strong>{said(now)}</strong>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableBox>
      {tasks ? (
        <section className="stack stack--tight">
          <h3>{t('tasks')}</h3>
          <p className="muted">{t('tasksLead')}</p>
          <TaskList title={t('oldWords')} tasks={tasks.before} />
          <TaskList title={t('newWords')} tasks={tasks.now} />
        </section>
      ) : null}
    </>
  );
}

function TaskList({ title, tasks }: { title: string; tasks: LocalizedText[] }) {
  const t = useText(wordLooksText);
  const locale = useLocale();
  return (
    <div>
      <p className="muted small">{title}</p>
      {tasks.length === 0 ? <p>{t('noTasks')}</p> : null}
      <ul className="reasons">
        {tasks.map((task) => (
          <li key={task.id}>{localized(task, locale)}</li>
        ))}
      </ul>
    </div>
  );
}
