import { useEffect, useRef, useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { tasksFor } from '#app/rubric/applies.ts';
import type { JudgedIndicator, LocalizedText } from '#app/rubric/rubric.schema.ts';
import { type MarkEdit, suggestedLevel, type TaskResult } from '../mark.ts';
import { IndicatorFrame, type IndicatorProps } from './indicator-frame.tsx';
import { Levels } from './levels.tsx';

const NOTE_PAUSE_MS = 700;

/** An indicator the judge scores: citizen tasks where it has them, the levels, a note. */
export function Judged({ indicator, ...rest }: IndicatorProps & { indicator: JudgedIndicator }) {
  const t = useText(judgingText);
  const { sheet, view, writable } = rest;
  const edit = sheet.editOf(indicator.id);
  const tasks = tasksFor(indicator, view.entry.category);
  const results = tasks.map((_task, i) => edit.tasks?.[i] ?? null);
  const suggestion = suggestedLevel(results, view.rubric.scale.levels);
  const change = (to: Partial<MarkEdit>) => sheet.tap(indicator.id, { ...edit, ...to });
  return (
    <IndicatorFrame
      indicator={indicator}
      folds={<Note value={edit.note} disabled={!writable} onSave={(note) => change({ note })} />}
      {...rest}
    >
      {tasks.length > 0 ? (
        <Tasks
          name={indicator.id}
          tasks={tasks}
          results={results}
          disabled={!writable}
          onChange={(next) => change({ tasks: next })}
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
          onChoose={(level) => change({ level, notApplicable: false, reason: null })}
        />
      </fieldset>
    </IndicatorFrame>
  );
}

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
                  checked={results[i] === result}
                  onChange={() => onChange(results.map((each, at) => (at === i ? result : each)))}
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

/** A note saves itself when the typing pauses, and when the field is left. */
export function Note({
  value,
  disabled,
  onSave,
}: {
  value: string | null;
  disabled: boolean;
  onSave(note: string): void;
}) {
  const t = useText(judgingText);
  const [draft, setDraft] = useState<string | null>(null);
  // Open when there was a note; afterwards the judge's to fold: emptying it must not close it under the fingers.
  const [open] = useState(Boolean(value));
  const save = useRef(onSave);
  save.current = onSave;
  const unsaved = useRef(draft);
  unsaved.current = draft;
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      save.current(draft);
      setDraft(null);
    }, NOTE_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  // Neither a reload nor going on to another screen may take a word that was typed a moment ago.
  useEffect(() => {
    const leave = () => {
      if (unsaved.current !== null) save.current(unsaved.current);
      unsaved.current = null;
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return (
    <details className="fold" open={open}>
      <summary>{t('note')}</summary>
      <textarea
        className="input input--short"
        aria-label={t('note')}
        value={draft ?? value ?? ''}
        maxLength={4000}
        disabled={disabled}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (draft === null) return;
          save.current(draft);
          setDraft(null);
        }}
      />
    </details>
  );
}
