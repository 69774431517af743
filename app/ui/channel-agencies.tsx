import { Link } from '@remix-run/react';
import { contactsText } from '#app/i18n/contacts.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { TableBox } from './table-box.tsx';

interface AgencyRow {
  agencyId: string;
  name: string;
  confirmed: number;
  unconfirmed: number;
  tests: number;
  answered: number;
}

/** Every agency with how much of its register counts. */
export function ChannelAgencies({ agencies }: { agencies: readonly AgencyRow[] }) {
  const t = useText(contactsText);
  return (
    <div className="stack stack--tight">
      <h2>{t('agencies')}</h2>
      <TableBox label={t('agencies')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('colAgency')}</th>
              <th scope="col">{t('colConfirmed')}</th>
              <th scope="col">{t('colUnconfirmed')}</th>
              <th scope="col">{t('colTests')}</th>
            </tr>
          </thead>
          <tbody>
            {agencies.map(({ agencyId, name, confirmed, unconfirmed, tests, answered }) => (
              <tr key={agencyId}>
                <th scope="row">
                  <Link to={paths.channelDesk(agencyId)} aria-label={t('openOf', { name })}>
                    {name}
                  </Link>
                </th>
                <td>{confirmed}</td>
                <td>{unconfirmed}</td>
                <td>{t('ofTests', { answered, tests })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </div>
  );
}
