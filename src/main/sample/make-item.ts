import { randomUUID } from 'node:crypto'
import type { InsertObject } from 'kysely'
import { approvedOf } from '../../features/approvals/approved.ts'
import { buildBundle } from '../../features/approvals/build-bundle.ts'
import type { AuditEntry } from '../../features/audit/index.ts'
import { never } from '../../features/deliveries/model.ts'
import type { Mission } from '../../features/missions/index.ts'
import type { Reader } from '../../features/reading/index.ts'
import { newRecordKey } from '../../networks/index.ts'
import { addDays, instantOf, localDayOf } from '../../platform/calendar/zones.ts'
import { json } from '../../platform/database/database.ts'
import type { DB } from '../../platform/database/tables.generated.ts'
import { newId } from '../../platform/ids.ts'
import type { SampleKit } from './campaigns.ts'
import { type ItemText, pictureAlts } from './item-texts.ts'
import { pictureKey, type SamplePictures } from './media.ts'
import type { SampleAccount } from './posts.ts'
import type { Random } from './random.ts'

export type Person = { readonly id: string; readonly name: string }
type Rows<T extends keyof DB> = readonly InsertObject<DB, T>[]

/** The rows of one item, by table. */
export type Made = {
  readonly items: Rows<'item'>
  readonly objectives: Rows<'itemObjective'>
  readonly texts: Rows<'itemText'>
  readonly media: Rows<'itemMedia'>
  readonly variants: Rows<'variant'>
  readonly bundles: Rows<'bundle'>
  readonly reviews: Rows<'review'>
  readonly waits: Rows<'reviewWait'>
  readonly holds: Rows<'hold'>
  readonly deliveries: Rows<'delivery'>
  readonly attempts: Rows<'deliveryAttempt'>
  readonly messages: Rows<'message'>
  readonly posts: Rows<'post'>
  readonly readings: Rows<'reading'>
  readonly events: readonly (readonly [Date, AuditEntry])[]
}

type DeliveryState = 'scheduled' | 'awaiting_person' | 'sent' | 'unknown' | 'refused' | 'held'
export type Wish = {
  readonly text: ItemText | undefined
  readonly state: 'draft' | 'in_review' | 'returned' | 'at_desk' | DeliveryState
  /** When it was begun, before now. */
  readonly agoMs: number
  /** Local day of its planned time, counted from today. */
  readonly dueInDays: number
  readonly comment?: string
  readonly kit?: SampleKit
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const statusOf = (state: Wish['state']): string =>
  state === 'draft' || state === 'in_review' || state === 'returned'
    ? state
    : state === 'at_desk'
      ? 'in_review'
      : 'approved'
const isDelivered = (state: Wish['state']): state is DeliveryState => statusOf(state) === 'approved'

/** Makes items of one mission. An item without a text of its own is none. */
export function createItemMaker(
  deps: {
    readonly now: () => Date
    readonly read: (text: ItemText) => ReturnType<Reader['read']>
    readonly random: Random
  },
  mission: Mission,
  given: {
    readonly accounts: readonly SampleAccount[]
    readonly seats: { readonly officer: Person; readonly head: Person }
    readonly pictures: SamplePictures
    /** Headquarters: by whose clock a desk reviews. */
    readonly homeId: string
  },
): (wish: Wish) => Made | undefined {
  const city = mission.shortName.replace(/^\S+ /, '')
  const now = deps.now()
  return (wish) => {
    if (!wish.text) return undefined
    const written = { ...wish.text, ...placed(wish.text, { kota: city, city: mission.city }) }
    const begun = new Date(now.getTime() - wish.agoMs)
    const own = writeItem(written, wish, begun)
    return isDelivered(wish.state) ? { ...own, ...deliver(own, written, wish, begun) } : own
  }

  function writeItem(text: ItemText, wish: Wish, begun: Date) {
    const id = newId()
    const { officer, head } = given.seats
    const isDraft = wish.state === 'draft'
    const submitted = new Date(begun.getTime() + hourMs / 2)
    const decided = new Date(begun.getTime() + hourMs)
    const planned = plannedTime(wish)
    const picture = given.pictures.get(pictureKey(mission.id, text.picture))
    const chosen = accountsFor(wish, picture !== undefined)
    const texts = [
      { language: 'id', text: text.text, isMaster: true, gist: '', translatorName: '' },
      ...(isDraft || wish.kit
        ? []
        : [{ language: 'en', text: text.english, isMaster: false, gist: text.gist, translatorName: officer.name }]),
    ]
    const common = { revision: 1, masterRevision: 1, updatedAt: begun }
    const variants = chosen.map((account, n) => ({
      id: newId(),
      account,
      language: texts.length > 1 && n === chosen.length - 1 ? 'en' : 'id',
    }))
    const media = picture ? [{ ...picture, altText: pictureAlts[text.picture] }] : []
    const bundle = buildBundle({
      texts: texts.map((one) => ({ ...one, ...common, updatedAt: begun.toISOString() })),
      variants: variants.map(({ id: variantId, account, language }) => ({
        id: variantId,
        accountId: account.id,
        network: account.network,
        handle: account.handle,
        accountStatus: 'active',
        language,
        textOverride: null,
        link: null,
      })),
      media: media.map(({ mediaId, sha256, contentType, altText }) => ({
        mediaId,
        altText,
        media: { sha256, contentType, kind: 'image' as const, bytes: 0 },
        fits: [],
      })),
    })
    const event = (at: Date, by: Person, action: string, payload: AuditEntry['payload'] = {}) =>
      [
        at,
        {
          actor: { kind: 'person', id: by.id },
          action,
          subject: { kind: 'item', id },
          missionId: mission.id,
          payload,
        },
      ] as const
    const review = (step: string, decision: string) => ({
      id: newId(),
      itemId: id,
      bundleHash: bundle.hash,
      step,
      decision,
      reviewerId: head.id,
      capacity: 'head_of_mission',
      comment: wish.comment ?? '',
      createdAt: decided,
    })
    const wait = (step: 'mission' | 'desk', openedAt: Date, closed: Partial<Made['waits'][number]>) => ({
      id: newId(),
      itemId: id,
      missionId: mission.id,
      step,
      clockMissionId: step === 'mission' ? mission.id : given.homeId,
      openedAt,
      // A working day, near enough for a sample.
      dueAt: new Date(openedAt.getTime() + dayMs),
      ...closed,
    })
    const isReviewed = wish.state !== 'draft' && wish.state !== 'in_review'
    const decision = wish.state === 'returned' ? 'returned' : 'approved'
    const tier = text.sensitive === undefined ? 'routine' : 'sensitive'
    return {
      items: [
        {
          id,
          missionId: mission.id,
          campaignId: wish.kit?.campaignId ?? null,
          authorId: officer.id,
          title: text.title,
          kind: text.kind,
          aim: text.aim,
          audience: text.audience,
          // What a draft still lacks is what its officer finds to do.
          benefit: isDraft ? '' : text.benefit,
          desiredAction: text.desiredAction,
          isSensitive: text.sensitive !== undefined,
          riskReason: text.sensitive ?? '',
          riskTier: tier,
          status: statusOf(wish.state),
          plannedLocal: planned,
          plannedZone: mission.timezone,
          createdAt: begun,
          updatedAt: isReviewed ? decided : isDraft ? begun : submitted,
          submittedAt: isDraft ? null : submitted,
        },
      ],
      objectives:
        text.kind === 'protocol'
          ? []
          : weightsOf(text).map(([objectiveCode, weight]) => ({
              itemId: id,
              objectiveCode,
              objectiveVersion: 1,
              weight,
            })),
      texts: texts.map((one) => ({ ...one, ...common, itemId: id })),
      media: media.map(({ mediaId, altText }, position) => ({ itemId: id, mediaId, position, altText })),
      variants: variants.map(({ id: variantId, account, language }) => ({
        id: variantId,
        itemId: id,
        accountId: account.id,
        language,
        updatedAt: begun,
      })),
      bundles: isDraft ? [] : [{ itemId: id, hash: bundle.hash, content: json(bundle.content), createdAt: submitted }],
      reviews: isReviewed ? [review('mission', decision)] : [],
      waits: isDraft
        ? []
        : [
            wait('mission', submitted, isReviewed ? { closedAt: decided, outcome: decision, workedMinutes: 30 } : {}),
            ...(wish.state === 'at_desk' ? [wait('desk', decided, {})] : []),
          ],
      holds: [],
      deliveries: [],
      attempts: [],
      messages: [],
      posts: [],
      readings: [],
      events: [
        event(begun, officer, 'item.created'),
        ...(isDraft ? [] : [event(submitted, officer, 'item.submitted', { bundle: bundle.hash, tier })]),
        ...(isReviewed
          ? [
              event(decided, head, `bundle.${decision}`, {
                bundle: bundle.hash,
                step: 'mission',
                capacity: 'head_of_mission',
              }),
            ]
          : []),
      ],
      approved: () =>
        approvedOf(
          { id, missionId: mission.id, kind: text.kind, plannedLocal: planned, plannedZone: mission.timezone },
          bundle,
        ),
      decided,
    }
  }

  function deliver(item: ReturnType<typeof writeItem>, text: ItemText, wish: Wish, begun: Date) {
    const plan = item.approved()
    const dueAt = instantOf(plan.dueLocal, plan.dueZone)
    const state = wish.state as DeliveryState
    const sentAt = new Date(Math.min(dueAt.getTime() + 25 * 60_000, now.getTime() - 60_000))
    const messageId = newId()
    const posts: ReturnType<typeof postOf>[] = []
    const attempts: InsertObject<DB, 'deliveryAttempt'>[] = []
    const deliveries = plan.variants.map((variant, n) => {
      const id = newId()
      // A doubt or a refusal is of one account; the others went out.
      const own: DeliveryState = n > 0 && (state === 'unknown' || state === 'refused') ? 'sent' : state
      const remoteId = `contoh-${id}`
      const account = given.accounts.find((one) => one.id === variant.accountId)
      const url = `https://example.org/contoh/${variant.network}/${account?.handle ?? ''}/${remoteId}`
      const changed = own === 'sent' ? sentAt : own === 'scheduled' ? item.decided : dueAt
      if (own === 'sent') posts.push(postOf(variant, { deliveryId: id, messageId, remoteId, url, at: sentAt }))
      attempts.push(...attemptsOf(own, id, dueAt, sentAt, variant, url))
      return {
        id,
        itemId: plan.item.id,
        variantId: variant.variantId,
        accountId: variant.accountId,
        missionId: mission.id,
        network: variant.network,
        bundleHash: plan.bundleHash,
        content: json(variant.content),
        itemKind: plan.item.kind,
        recordKey: newRecordKey(item.decided, deps.random.next),
        idempotencyKey: randomUUID(),
        recordCreatedAt: item.decided,
        dueLocal: plan.dueLocal,
        dueZone: plan.dueZone,
        dueAt,
        priority: plan.priority,
        state: own,
        stateReason: reasons[own] ?? null,
        stateChangedAt: changed,
        nextAt: own === 'scheduled' || own === 'held' ? dueAt : never,
        attempts: own === 'unknown' ? 2 : own === 'refused' || own === 'sent' ? 1 : 0,
        createdAt: item.decided,
        updatedAt: changed,
        ...(own === 'sent' ? { remoteId, url, sentAt, sentBy: given.seats.officer.id, recordedAt: sentAt } : {}),
      }
    })
    const [first] = posts
    return {
      deliveries,
      attempts,
      posts,
      ...(first ? messageOf(messageId, plan.item.id, first, wish, text) : {}),
      ...(state === 'held' ? { holds: [holdOf(begun)] } : {}),
    }
  }

  type Variant = ReturnType<typeof approvedOf>['variants'][number]

  function postOf(
    variant: Variant,
    about: { deliveryId: string; messageId: string; remoteId: string; url: string; at: Date },
  ) {
    const { at, ...ids } = about
    const likes = Math.floor(8 + deps.random.next() ** 3 * 600)
    return {
      id: newId(),
      ...ids,
      accountId: variant.accountId,
      missionId: mission.id,
      network: variant.network,
      text: variant.content.text,
      language: variant.content.languages[0] ?? 'id',
      mediaKind: variant.content.images.length > 0 ? 'image' : 'none',
      publishedAt: at,
      localDay: localDayOf(at, mission.timezone),
      source: 'delivery',
      firstSeenAt: at,
      lastSeenAt: now,
      likes,
      reposts: Math.floor(likes / 8),
      replies: Math.floor(likes / 15),
      metricsAt: now,
    }
  }

  function messageOf(id: string, itemId: string, post: ReturnType<typeof postOf>, wish: Wish, text: ItemText) {
    const reading = deps.read(wish.text ?? text)
    const { localDay, publishedAt } = post
    return {
      messages: [
        {
          id,
          missionId: mission.id,
          localDay,
          itemId,
          campaignId: wish.kit?.campaignId ?? null,
          text: text.text,
          language: 'id',
          firstPublishedAt: publishedAt,
          readingDue: false,
          createdAt: publishedAt,
        },
      ],
      readings: [
        {
          messageId: id,
          modelVersion: reading.modelVersion,
          language: reading.language,
          objective: reading.objective,
          objectives: json(reading.objectives),
          purpose: reading.purpose,
          benefit: reading.benefit,
          cta: reading.cta,
          confidence: reading.confidence,
          abstained: reading.abstained,
          because: json(reading.because),
          readAt: now,
        },
      ],
    }
  }

  function attemptsOf(
    state: DeliveryState,
    deliveryId: string,
    dueAt: Date,
    sentAt: Date,
    variant: Variant,
    url: string,
  ): InsertObject<DB, 'deliveryAttempt'>[] {
    const attempt = (number: number, kind: string, at: Date, outcome: string, detail: string | null) => ({
      id: newId(),
      deliveryId,
      number,
      kind,
      fence: 0,
      startedAt: at,
      finishedAt: at,
      outcome,
      detail,
    })
    if (state === 'sent')
      return [{ ...attempt(1, 'person', sentAt, 'reported', null), personId: given.seats.officer.id }]
    if (state === 'refused')
      return [attempt(1, 'publish', dueAt, 'refused', 'Gambar lebih besar daripada yang diterima jaringan ini')]
    if (state !== 'unknown') return []
    const seen = {
      remoteId: `contoh-mirip-${deliveryId}`,
      url: `${url}-mirip`,
      text: `${variant.content.text.slice(0, 120).trimEnd()}…`,
      publishedAt: new Date(dueAt.getTime() + 40_000).toISOString(),
      likenessPercent: 87,
    }
    return [
      attempt(1, 'publish', dueAt, 'unknown', 'socket hang up'),
      {
        ...attempt(2, 'look_up', new Date(dueAt.getTime() + 60_000), 'unsure', null),
        candidates: json([seen]),
      },
    ]
  }

  function holdOf(begun: Date): InsertObject<DB, 'hold'> {
    return {
      id: newId(),
      kind: 'pause',
      scopeKind: 'mission',
      scopeValue: mission.id,
      reason: 'Masa berkabung nasional di negara setempat.',
      startsAt: begun,
      endsAt: new Date(now.getTime() + 2 * dayMs),
      createdBy: given.seats.head.id,
      createdAt: begun,
    }
  }

  /** Office mornings, never on the host's weekend when still to come; what waits for a person was due a while ago. */
  function plannedTime({ dueInDays }: Wish): string {
    const today = localDayOf(now, mission.timezone)
    if (dueInDays === 0) {
      const due = new Date(now.getTime() - 90 * 60_000)
      return `${localDayOf(due, mission.timezone)}T${timeOf(due, mission.timezone)}`
    }
    let day = addDays(today, dueInDays)
    while (dueInDays > 0 && mission.weekend.includes(weekdayOf(day))) day = addDays(day, 1)
    return `${day}T${dueInDays > 0 ? '09:00' : '10:15'}`
  }

  function accountsFor(wish: Wish, hasPicture: boolean): readonly SampleAccount[] {
    const usable = given.accounts.filter((account) => hasPicture || account.network !== 'instagram')
    return wish.state === 'awaiting_person' ? usable : usable.slice(0, 2)
  }
}

const reasons: Readonly<Partial<Record<DeliveryState, string>>> = {
  unknown: 'unknown.similar',
  refused: 'refused.content|Gambar lebih besar daripada yang diterima jaringan ini',
  held: 'held.pause',
}

const weightsOf = ({ objective, secondary }: ItemText): readonly (readonly [string, number])[] =>
  secondary === undefined
    ? [[objective, 1]]
    : [
        [objective, 0.7],
        [secondary, 0.3],
      ]

function placed(text: ItemText, names: { kota: string; city: string }) {
  const fill = (words: string) => words.replaceAll('{kota}', names.kota).replaceAll('{city}', names.city)
  return { text: fill(text.text), english: fill(text.english) }
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const timeOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
