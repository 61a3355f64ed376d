import type { NoticeWords, Recipients } from '../../notifications/index.ts'

const dayMs = 86_400_000
/** The end of a consent is told so many days before, each once. */
const expirySteps = [14, 7, 2] as const
/** A network that takes nothing for longer than this is told of. */
const limitedMs = 3_600_000
/** An account that could not be read for this long has gone silent. */
const silentMs = dayMs

/** How an account stands, as far as somebody may have to act on it. */
export type Watched = {
  readonly id: string
  readonly missionId: string
  readonly network: string
  readonly handle: string
  readonly connectionState: string
  readonly connectionExpiresAt: Date | null
  readonly connectionRefusedAt: Date | null
  readonly connectionLimitedUntil: Date | null
  readonly connectedAt: Date | null
  readonly observedAt: Date | null
  readonly observeFailure: string | null
  readonly proposedBy: string | null
  readonly isProposed: boolean
  /** Custodians who have an account here. */
  readonly custodians: readonly string[]
}

/** One thing somebody must be told. It stands as long as this is answered; its key changes with its occasion. */
export type Matter = {
  readonly key: string
  readonly kind: string
  readonly isUrgent: boolean
  readonly to: readonly Recipients[]
  /** Knows of it already. */
  readonly except?: string
  readonly words: NoticeWords
}

/** What there is to tell of an account now, the pressing before the rest; at most one of its connection. */
export function mattersOf(account: Watched, now: Date): Matter[] {
  const found = [connectionMatter(account, now), proposalMatter(account)]
  return found.filter((matter) => matter !== undefined)
}

function connectionMatter(account: Watched, now: Date): Matter | undefined {
  const { connectionState, connectionExpiresAt: ends, connectionRefusedAt, id } = account
  if (connectionState === 'refused')
    return keepersMatter(account, 'refused', connectionRefusedAt?.toISOString() ?? '', true, {
      id: ['tidak diterima lagi oleh jaringannya', 'Sambungkan lagi. Sementara itu kirimannya terbit dengan tangan.'],
      en: ['is no longer accepted by its network', 'Connect it again. Until then its posts go out by hand.'],
    })
  if (connectionState !== 'connected') return undefined
  if (ends !== null && ends <= now)
    return keepersMatter(account, 'expired', ends.toISOString(), true, {
      id: ['sudah lewat izinnya', 'Sambungkan lagi. Sementara itu kirimannya terbit dengan tangan.'],
      en: ['has outlived its consent', 'Connect it again. Until then its posts go out by hand.'],
    })
  const left = ends === null ? Number.POSITIVE_INFINITY : (ends.getTime() - now.getTime()) / dayMs
  const step = expirySteps.findLast((days) => left <= days)
  if (step !== undefined && ends !== null) {
    const days = Math.max(1, Math.ceil(left))
    return keepersMatter(account, 'expires', `${ends.toISOString()}:${step}`, step === 2, {
      id: [`habis izinnya dalam ${days} hari`, 'Sambungkan lagi sebelum itu; kiriman terjadwal tidak terganggu.'],
      en: [
        `loses its consent in ${days} ${days === 1 ? 'day' : 'days'}`,
        'Connect it again before; nothing scheduled is disturbed.',
      ],
    })
  }
  const until = account.connectionLimitedUntil
  if (until !== null && until.getTime() - now.getTime() >= limitedMs)
    return keepersMatter(account, 'limited', until.toISOString().slice(0, 10), false, {
      id: ['sedang dibatasi jaringannya', 'Tidak ada yang hilang: kirimannya menunggu sampai batas itu lewat.'],
      en: ['is limited by its network', 'Nothing is lost: its posts wait until the limit is over.'],
    })
  const readAt = account.observedAt ?? account.connectedAt
  if (account.observeFailure !== null && readAt !== null && now.getTime() - readAt.getTime() >= silentMs)
    return keepersMatter(account, 'silent', `${id}:${readAt.toISOString()}`, false, {
      id: ['tidak terbaca lebih dari sehari', 'Kirimannya tidak terhitung sementara. Periksa sambungannya.'],
      en: ['could not be read for more than a day', 'Its posts are not counted meanwhile. Check the connection.'],
    })
  return undefined
}

type Pair = readonly [string, string]

/** Told to its custodians and the mission's officers. */
function keepersMatter(
  account: Watched,
  what: string,
  occasion: string,
  isUrgent: boolean,
  words: { readonly id: Pair; readonly en: Pair },
): Matter {
  const say = (lead: string, [title, body]: Pair) => ({ title: `${lead} ${account.handle} ${title}`, body })
  return {
    key: `account.${what}:${account.id}:${occasion}`,
    kind: `account.${what}`,
    isUrgent,
    to: [{ persons: account.custodians }, { roles: ['mission_officer'], at: { missionId: account.missionId } }],
    words: { id: say('Akun', words.id), en: say('The account', words.en) },
  }
}

/** Whoever proposed it does not decide (ACC-04); an account that came with the register was proposed by nobody. */
function proposalMatter(account: Watched): Matter | undefined {
  if (!account.isProposed || account.proposedBy === null) return undefined
  return {
    key: `account.proposed:${account.id}`,
    kind: 'account.proposed',
    isUrgent: false,
    except: account.proposedBy,
    to: [{ roles: ['head_of_mission', 'administrator'], at: { missionId: account.missionId } }],
    words: {
      id: {
        title: `Akun ${account.handle} diusulkan dan menunggu keputusan`,
        body: 'Setujui atau tutup. Yang mengusulkan tidak dapat menyetujuinya sendiri.',
      },
      en: {
        title: `The account ${account.handle} is proposed and waits for a decision`,
        body: 'Approve it or close it. Whoever proposed it cannot approve it.',
      },
    },
  }
}
