import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { MessageDetail } from '../../../contract/messages.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { missionsQuery, Screen, ScreenHead, useSession } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import type { Zone } from '../../ui/format.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { ExternalLink } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { CorrectLabel } from './correct-label.tsx'
import { LabelObjectives, useLabelNames, usePurposeWords } from './label-words.tsx'
import { MarkedText } from './marked-text.tsx'
import './alignment.css'

/** One message: its words, where it stands, what was read in it and why, and the way to correct that. */
export function MessageScreen() {
  const { t } = useTexts('alignment')
  const { missionId = '', messageId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/messages/:messageId', { params: { messageId } }))
  const mission = useQuery(missionsQuery).data?.missions.find((one) => one.id === missionId)
  const home = useHomeZone()
  const session = useSession()
  const mayCorrect = session?.grants.some(
    ({ role, missions }) =>
      (role === 'mission_officer' || role === 'head_of_mission') &&
      (missions === 'all' || missions.includes(missionId)),
  )
  const place = mission ? placeOf(mission) : home
  return (
    <Screen
      title={t('message.title')}
      within={[
        { label: mission?.shortName ?? missionId, to: `/perwakilan/${missionId}/keselarasan` },
        { label: t('list.title'), to: `/perwakilan/${missionId}/pesan` },
      ]}
    >
      <ScreenHead
        above={
          <Link to="/perwakilan/$missionId/keselarasan" params={{ missionId }}>
            {mission?.shortName ?? missionId}
          </Link>
        }
        title={t('message.title')}
      />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={5} />}
      {data && (
        <div className="alignment-columns">
          <div className="stack wide">
            <Words message={data} place={place} />
            <Posts message={data} place={place} />
          </div>
          <div className="stack wide">
            <Standing message={data} />
            {mayCorrect === true && <CorrectLabel message={data} />}
            {mayCorrect === true && <DisputeLink missionId={missionId} messageId={messageId} />}
            <Given message={data} place={place} />
          </div>
        </div>
      )}
    </Screen>
  )
}

/** To the disputes of the mission, with this message in the form. */
function DisputeLink({ missionId, messageId }: { missionId: string; messageId: string }) {
  const { t } = useTexts('alignment')
  return (
    <div className="stack tight">
      <p className="soft t13">{t('message.disputeHint')}</p>
      <div className="row">
        <ButtonLink to="/perwakilan/$missionId/keberatan" params={{ missionId }} search={{ pesan: messageId }}>
          {t('message.dispute')}
        </ButtonLink>
      </div>
    </div>
  )
}

function Words({ message, place }: { message: MessageDetail; place: Zone }) {
  const { t } = useTexts('alignment')
  return (
    <Panel title={<Time at={new Date(message.firstPublishedAt)} place={place} withDay />}>
      <div className="stack">
        {message.excludedReason !== null && <Note>{t('message.excluded', { reason: message.excludedReason })}</Note>}
        <MarkedText text={message.text} language={message.language} because={message.reading?.because ?? []} />
      </div>
    </Panel>
  )
}

function Posts({ message, place }: { message: MessageDetail; place: Zone }) {
  const { t } = useTexts('alignment')
  return (
    <Panel title={t('message.posts')} count={message.posts.length} flush>
      <Rows label={t('message.posts')}>
        {message.posts.map((post) => (
          <ListRow
            key={post.id}
            title={`${networkName(post.network)} · ${post.handle}`}
            meta={
              <>
                <Time at={new Date(post.publishedAt)} place={place} withDay />
                <span>{sourceWord(t, post.source)}</span>
                {post.deletedAt !== null && <span>{t('message.gone')}</span>}
              </>
            }
          >
            <PostLink url={post.url} network={post.network} />
          </ListRow>
        ))}
      </Rows>
    </Panel>
  )
}

/** Addresses come from networks and from people: only http and https are opened, in a window that knows nothing of ours. */
function PostLink({ url, network }: { url: string; network: string }) {
  const { t } = useTexts('alignment')
  if (!/^https?:\/\//i.test(url))
    return (
      <p className="mute t13 anywhere">
        {t('message.unsafe')}: {url}
      </p>
    )
  return (
    <a className="row t13" href={url} target="_blank" rel="noopener noreferrer">
      {t('message.open', { network: networkName(network) })}
      <ExternalLink className="s" />
    </a>
  )
}

function Standing({ message }: { message: MessageDetail }) {
  const { t } = useTexts('alignment')
  const { percent } = useFormat()
  const purpose = usePurposeWords()
  const { name } = useLabelNames()
  const { label, reading } = message
  return (
    <Panel title={t('message.standing')} count={t('message.from', { source: t(`source.${label.source}`) })}>
      <div className="stack">
        <Facts
          rows={[
            [t('mix.objective'), <LabelObjectives key="objectives" label={label} />],
            [t('component.C3'), label.purposeValue === null ? '–' : purpose(label.purposeValue)],
          ]}
        />
        <h3>{t('message.reading')}</h3>
        {reading === null ? (
          <p className="soft">{t('message.unread')}</p>
        ) : (
          <>
            <p className="soft">
              {reading.abstained
                ? t('message.abstained')
                : t('message.read', {
                    objective: name(reading.objective),
                    purpose: purpose(reading.purpose / 2),
                    confidence: percent(reading.confidence * 100),
                  })}
            </p>
            <p className="soft">
              {reading.because.length === 0
                ? t('message.noReasons')
                : t('message.because', {
                    words: [...new Set(reading.because.map(({ text }) => `“\u2068${text}\u2069”`))].join(', '),
                  })}
            </p>
            <p className="mute t12">{t('message.model', { version: reading.modelVersion })}</p>
          </>
        )}
      </div>
    </Panel>
  )
}

function Given({ message, place }: { message: MessageDetail; place: Zone }) {
  const { t } = useTexts('alignment')
  const purpose = usePurposeWords()
  const { name } = useLabelNames()
  if (message.labels.length === 0) return null
  return (
    <Panel title={t('message.labels')} flush>
      <Rows label={t('message.labels')}>
        {message.labels.map((given) => (
          <ListRow
            key={`${given.source} ${given.at}`}
            title={t(`message.given.${given.source}`)}
            meta={
              <>
                <span>
                  {[given.objective, given.secondary]
                    .filter((code) => code !== null)
                    .map(name)
                    .join(', ')}
                </span>
                <span>{purpose(given.purpose / 2)}</span>
                <Time at={new Date(given.at)} place={place} withDay />
              </>
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}

const known = ['observed', 'delivery', 'link', 'import'] as const

function sourceWord(t: ReturnType<typeof useTexts<'alignment'>>['t'], source: string): string {
  const word = known.find((one) => one === source)
  return word === undefined ? source : t(`message.sources.${word}`)
}
