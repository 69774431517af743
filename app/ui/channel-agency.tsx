import { Form, useSearchParams } from '@remix-run/react';
import type { Channel } from '#app/contest/channels.ts';
import { channels } from '#app/contest/channels.ts';
import { contactsText } from '#app/i18n/contacts.ts';
import { contestText } from '#app/i18n/contest.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { ContactHistory } from './contact-history.tsx';
import { Field, SelectField } from './field.tsx';
import { Badge } from './notice.tsx';
import { ResponseTests, type ShownTest } from './response-tests.tsx';

interface AgencyView {
  agencyId: string;
  name: string;
  register: { channel: Channel; value: string; confirmed: boolean }[];
  changes: Parameters<typeof ContactHistory>[0]['changes'];
  tests: ShownTest[];
}

/** One agency: its register, its test messages with a form for the next, its history. */
export function ChannelAgency({ agency, typed }: { agency: AgencyView; typed: Record<string, unknown> }) {
  const t = useText(contactsText);
  const c = useText(contestText);
  const { name, register, changes, tests } = agency;
  return (
    <section className="card" aria-labelledby="opd-terpilih">
      <h2 id="opd-terpilih">{t('register', { name })}</h2>
      {register.length === 0 ? <p className="muted">{t('registerEmpty')}</p> : null}
      <dl className="defs">
        {register.map(({ channel, value, confirmed }) => (
          <div key={channel}>
            <dt>{c(`channel_${channel}`)}</dt>
            <dd>
              {value} <Badge tone={confirmed ? 'success' : 'warning'}>{t(confirmed ? 'counts' : 'notCounts')}</Badge>
            </dd>
          </div>
        ))}
      </dl>
      <ResponseTests tests={tests} act={(test) => <Answer test={test} />} />
      <RecordTest agencyId={agency.agencyId} typed={typed} />
      <ContactHistory changes={changes} />
    </section>
  );
}

function Answer({ test }: { test: ShownTest }) {
  const t = useText(contactsText);
  const c = useText(contestText);
  return (
    <Form method="post" className="row">
      <input type="hidden" name="testId" value={test.id} />
      <Field
        label={t('answerOf', { channel: c(`channel_${test.channel}`) })}
        type="datetime-local"
        name="answeredAt"
        required
      />
      <Button name="intent" value="jawab">
        {t('saveAnswer')}
      </Button>
    </Form>
  );
}

/** What was typed stays when it was refused; the address may say what is to be tested. */
function RecordTest({ agencyId, typed }: { agencyId: string; typed: Record<string, unknown> }) {
  const t = useText(contactsText);
  const c = useText(contestText);
  const [search] = useSearchParams();
  const mine = typed.intent === 'uji' ? typed : {};
  const said = (name: string) => (typeof mine[name] === 'string' ? mine[name] : (search.get(name) ?? ''));
  return (
    <Form method="post" className="stack" id="uji">
      <h3>{t('record')}</h3>
      <input type="hidden" name="agencyId" value={agencyId} />
      <SelectField label={t('channel')} name="channel" defaultValue={said('channel') || 'whatsapp'}>
        {channels.map((channel) => (
          <option key={channel} value={channel}>
            {c(`channel_${channel}`)}
          </option>
        ))}
      </SelectField>
      <Field label={t('value')} name="value" required maxLength={200} defaultValue={said('value')} />
      <Field label={t('sentAt')} type="datetime-local" name="sentAt" required defaultValue={said('sentAt')} />
      <Field
        label={t('answeredAt')}
        hint={t('answeredHint')}
        type="datetime-local"
        name="answeredAt"
        defaultValue={said('answeredAt')}
      />
      <Field label={t('note')} hint={t('noteHint')} name="note" maxLength={300} defaultValue={said('note')} />
      <div>
        <Button name="intent" value="uji">
          {t('saveTest')}
        </Button>
      </div>
    </Form>
  );
}
