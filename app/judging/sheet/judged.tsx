import { memo } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { tasksFor } from '#app/rubric/applies.ts';
import type { JudgedIndicator, LocalizedText } from '#app/rubric/rubric.schema.ts';
import { type MarkEdit, suggestedLevel, type TaskResult } from '../mark.ts';
import { useShownFirst } from './after-paint.ts';
import { IndicatorFrame, type IndicatorProps } from './indicator-frame.tsx';
import { Levels } from './levels.tsx';
import { Note } from './note.tsx';
import { OwnElsewhere } from './own-elsewhere.tsx';
import { sameProps } from './use-acts.ts';

/** An indicator the judge scores: citizen tasks where it has them, the levels, a note. */
export const Judged = memo(function Judged({ indicator, ...rest }: IndicatorProps & { indicator: JudgedIndicator }) {
  const t = useText(judgingText);
  const { acts, mark, view, writable } = rest;
  const { edit } = mark;
  const tasks = tasksFor(indicator, view.entry.category);
  const old = view.asked[indicator.id]?.oldTasks ?? null;
  const given = old !== null && JSON.stringify(old) === JSON.stringify(edit.tasks) ? null : edit.tasks;
  const results = tasks.map((_task, i) => given?.[i] ?? null);
  const suggestion = suggestedLevel(results, view.rubric.scale.levels);
  const change = (to: Partial<MarkEdit>, shown = false) => acts.tap(indicator.id, to, shown);
  return (
    <IndicatorFrame
      indicator={indicator}
      folds={
        <>
          <OwnElsewhere entryId={view.entry.id} indicator={indicator.id} />
          <Note value={edit.note} disabled={!writable} onSave={(note) => change({ note })} />
        </>
      }
      {...rest}
    >
      {tasks.length > 0 ? (
        <Tasks
          name={indicator.id}
          tasks={tasks}
          results={results}
          disabled={!writable}
          onChange={(next) => change({ tasks: next }, true)}
        />
      ) : null}
      <fieldset className="plain-set">
        <legend className="visually-hidden">{t('chooseLevel')}</legend>
        <Levels
          name={`tingkat-${indicator.id}`}
          scale={view.rubric.scale}
          value={edit.level}
          descriptions={indicator.levels}
          suggested={suggestion}
          disabled={!writable}
          onChoose={(level) => change({ level, notApplicable: false, reason: null }, true)}
        />
      </fieldset>
    </IndicatorFrame>
  );
}, sameProps);

interface TasksProps {
  name: string;
  tasks: LocalizedText[];
  results: TaskResult[];
  disabled: boolean;
  onChange(results: TaskResult[]): void;
}

function Tasks({ name, tasks, results, disabled, onChange }: TasksProps) {
  const t = useText(judgingText);
  const locale = useLocale();
  const [shown, show] = useShownFirst(results);
  return (
    <div className="tasks">
      {tasks.map((task, i) => (
        <fieldset key={task.id} className="task" disabled={disabled}>
          <legend>{localized(task, locale)}</legend>
          <div className="task__choices">
            {(['done', 'failed'] as const).map((result) => (
              <label key={result} className="chip">
                <input
                  type="radio"
                  name={`tugas-${name}-${i}`}
                  checked={shown[i] === result}
                  onChange={() => {
                    const next = shown.map((each, at) => (at === i ? result : each));
                    onChange(next);
                    show(next);
                  }}
                />
                <span className="chip__face">{t(`task_${result}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
