import { formatTime } from '#app/i18n/format.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { OwnObjection, PictureShown } from '#app/publication/objections.server.ts';
import { Badge, type Tone } from './notice.tsx';

export const objectionTone: Record<OwnObjection['state'], Tone> = {
  open: 'warning',
  rejected: 'neutral',
  accepted: 'info',
  applied: 'success',
  dropped: 'neutral',
};

/** How an objection stands. */
export function ObjectionState({ state }: { state: OwnObjection['state'] }) {
  const t = useText(objectionsText);
  return <Badge tone={objectionTone[state]}>{t(`state_${state}`)}</Badge>;
}

function Pictures({ pictures, indicator }: { pictures: readonly PictureShown[]; indicator: string }) {
  const t = useText(objectionsText);
  if (pictures.length === 0) return null;
  return (
    <ul className="attachments">
      {pictures.map(({ id, state, width, height }, i) => (
        <li key={id}>
          {state === 'drawn' ? (
            <a href={paths.objectionPicture(id)} target="_blank" rel="noreferrer noopener">
              <img
                src={paths.objectionPicture(id)}
                width={width ?? undefined}
                height={height ?? undefined}
                loading="lazy"
                alt={t('picture', { n: i + 1, indicator })}
              />
            </a>
          ) : (
            <span className="small muted">{t(`picture_${state}`, { n: i + 1 })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

type Body = Pick<
  OwnObjection,
  'indicator' | 'text' | 'filedAt' | 'answer' | 'answeredAt' | 'settled' | 'settledAt' | 'pictures'
> & {
  /** For the panel alone. */
  answeredBy?: string | null;
  settledBy?: string | null;
};

interface WordsProps {
  title: string;
  words: string | null;
  at: string | null;
  by: string | null | undefined;
}

/** What the panel said, when, and (to itself) who. */
function Words({ title, words, at, by }: WordsProps) {
  const t = useText(objectionsText);
  const locale = useLocale();
  if (!words) return null;
  const time = at ? formatTime(at, locale) : '';
  return (
    <div className="stack stack--tight">
      <strong>{title}</strong>
      <p className="quoted measure">{words}</p>
      <p className="small muted">{by ? t('answeredAtBy', { time, name: by }) : t('answeredAt', { time })}</p>
    </div>
  );
}

/** What was said, its pictures, and the answer. The route links opd.css. */
export function ObjectionBody({ objection }: { objection: Body }) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const { indicator, text, filedAt, pictures, answer, answeredAt, answeredBy, settled, settledAt, settledBy } =
    objection;
  return (
    <>
      <p className="small muted">{t('filedAt', { time: formatTime(filedAt, locale) })}</p>
      <p className="quoted measure">{text}</p>
      <Pictures pictures={pictures} indicator={indicator} />
      <Words title={t('answer')} words={answer} at={answeredAt} by={answeredBy} />
      <Words title={t('outcome')} words={settled} at={settledAt} by={settledBy} />
    </>
  );
}
