import { useEffect, useRef } from 'react';
import { devicesText } from '#app/i18n/devices.ts';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';
import { Page, PageHeader } from './page.tsx';

/** A card as it is printed. */
export interface SheetCard {
  id: string;
  name: string;
  slot: number;
  of: number;
  /** K7QM-R2XD. */
  code: string;
  /** Address of the QR's picture. */
  qr: string;
  expiresAt: Date | string;
}

interface Props {
  cards: readonly SheetCard[];
  contest: string | null;
  origin: string;
  /** No tablet can reach the address on the cards. */
  loopback: boolean;
}

/** The sheet of cards to print and cut, A4, eight a page. It is shown in the answer to the form and never again. */
export function CardSheet({ cards, contest, origin, loopback }: Props) {
  const t = useText(devicesText);
  const locale = useLocale();
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  const address = origin.replace(/^https?:\/\//, '') + paths.signIn();
  return (
    <Page>
      <div className="stack no-print" ref={head} tabIndex={-1}>
        <PageHeader title={t('sheetTitle')} lead={t('sheetLead', { n: cards.length })} />
        {loopback ? (
          <Notice tone="warning">
            <p>{t('loopback', { origin })}</p>
          </Notice>
        ) : null}
        <div className="row">
          <Button type="button" kind="primary" onClick={() => window.print()}>
            {t('printNow')}
          </Button>
          <ButtonLink to={paths.judgeDevices()} reload>
            {t('done')}
          </ButtonLink>
        </div>
      </div>
      <ul className="sign-in-cards">
        {cards.map((card) => (
          <li key={card.id} className="sign-in-card">
            <img src={card.qr} alt={t('qrOf', { name: card.name, slot: card.slot })} width={148} height={148} />
            <div className="sign-in-card__text">
              {contest ? <span className="small">{contest}</span> : null}
              <strong className="sign-in-card__name">{card.name}</strong>
              {card.of > 1 ? <span className="small">{t('cardSlot', { slot: card.slot, of: card.of })}</span> : null}
              <span className="small">{t('cardScan', { address })}</span>
              <span className="sign-in-card__code">{card.code}</span>
              <span className="small">{t('cardUntil', { time: formatTime(card.expiresAt, locale) })}</span>
            </div>
          </li>
        ))}
      </ul>
    </Page>
  );
}
