import { sql } from 'kysely'
import type { ExplainerContent } from '../../contract/explainers.ts'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { type About, type PublishedText, proseOf } from './model.ts'

export type VersionRow = {
  readonly version: number
  readonly hash: string
  readonly about: About
  readonly texts: readonly PublishedText[]
  readonly rubric: number
  readonly plainScore: number | null
  readonly correction: string | null
  readonly publishedAt: Date
  readonly submittedBy: string | null
  readonly checkedBy: string | null
}

export async function insertVersion(
  tx: Tx,
  _scope: Scope,
  explainerId: string,
  version: Omit<VersionRow, 'publishedAt'>,
  now: Date,
): Promise<void> {
  const { about, texts, ...rest } = version
  await tx
    .insertInto('explainerVersion')
    .values({ ...rest, explainerId, about: json(about), texts: json(texts), publishedAt: now })
    .execute()
}

/** Versions of one explainer, newest first, with who submitted and checked them by name. */
export async function listVersions(db: Db, _scope: Scope, explainerId: string): Promise<VersionRow[]> {
  const rows = await db
    .selectFrom('explainerVersion')
    .leftJoin('person as submitter', 'submitter.id', 'explainerVersion.submittedBy')
    .leftJoin('person as checker', 'checker.id', 'explainerVersion.checkedBy')
    .selectAll('explainerVersion')
    .select(['submitter.name as submitterName', 'checker.name as checkerName'])
    .where('explainerId', '=', explainerId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ submitterName, checkerName, ...row }) => ({
    ...toVersion(row),
    submittedBy: submitterName,
    checkedBy: checkerName,
  }))
}

type Stored = Omit<VersionRow, 'about' | 'texts'> & { about: unknown; texts: unknown }
const toVersion = (row: Stored): VersionRow => ({
  ...row,
  about: row.about as About,
  texts: row.texts as PublishedText[],
})

/** What the public may see of one explainer: every version, or that it was withdrawn. */
export type PublicExplainer = {
  readonly id: string
  readonly slug: string
  readonly withdrawn: { readonly reason: string; readonly at: Date } | null
  /** Newest first; names of officials are left out. */
  readonly versions: readonly Omit<VersionRow, 'submittedBy' | 'checkedBy'>[]
}

/** Published explainers whose embargo is over, newest first; withdrawn ones carry the reason instead of words. */
export async function listPublic(db: Db, _scope: Scope, now: Date): Promise<PublicExplainer[]> {
  const rows = await db
    .selectFrom('explainer')
    .innerJoin('explainerVersion', 'explainerVersion.explainerId', 'explainer.id')
    .selectAll('explainerVersion')
    .select(['explainer.slug', 'explainer.withdrawnReason', 'explainer.withdrawnAt', 'explainer.stage'])
    .where('explainer.publishedVersion', 'is not', null)
    .where(isOpen(now))
    .orderBy('explainerVersion.publishedAt', 'desc')
    .orderBy('explainerVersion.version', 'desc')
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.explainerId)
  return [...grouped].flatMap(([id, versions]): PublicExplainer[] => {
    const newest = versions.toSorted((a, b) => b.version - a.version)
    const first = newest[0]
    if (!first) return []
    const { slug, stage, withdrawnReason, withdrawnAt } = first
    const isGone = stage === 'withdrawn' || withdrawnAt !== null
    return [
      {
        id,
        slug,
        withdrawn: isGone ? { reason: withdrawnReason ?? '', at: withdrawnAt ?? first.publishedAt } : null,
        versions: isGone
          ? []
          : newest.map(({ submittedBy: _by, checkedBy: _checker, slug: _slug, ...row }) => {
              const { explainerId: _id, stage: _stage, withdrawnReason: _r, withdrawnAt: _at, ...version } = row
              return toVersion({ ...version, submittedBy: null, checkedBy: null })
            }),
      },
    ]
  })
}

// The embargo of the published version counts: one that is being written binds nobody yet.
const isOpen = (now: Date) =>
  sql<boolean>`coalesce((explainer_version.about->>'embargoUntil')::timestamptz <= ${now}, true)`

/** Changes exactly when what `listPublic` answers does. */
export async function publicFingerprint(db: Db, _scope: Scope, now: Date): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ',
      (select md5(coalesce(string_agg(concat_ws(':', e.slug, e.withdrawn_at, v.version), ',' order by e.slug, v.version), ''))
        from explainer e join explainer_version v on v.explainer_id = e.id
        where e.published_version is not null
          and coalesce((v.about->>'embargoUntil')::timestamptz <= ${now}, true)),
      (select md5(coalesce(string_agg(md5(m::text), '' order by m.id), '')) from mission m),
      (select md5(coalesce(string_agg(concat_ws(':', a.network, a.handle, a.url, a.status, a.verified_at is not null, a.mission_id),
        ',' order by a.network, a.handle_key), '')) from account a)) as mark`.execute(db)
  return rows[0]?.mark ?? ''
}

const stemmed: Readonly<Record<string, string>> = { id: 'indonesian', en: 'english', ar: 'arabic', hi: 'hindi' }
const configOf = (language: string): string => stemmed[language.split('-')[0] ?? ''] ?? 'simple'

/** Makes the newest published words findable; none = the explainer is no longer found. */
export async function writeSearch(
  tx: Tx,
  _scope: Scope,
  explainerId: string,
  texts: readonly { readonly language: string; readonly content: ExplainerContent }[],
): Promise<void> {
  await tx.deleteFrom('explainerSearch').where('explainerId', '=', explainerId).execute()
  for (const { language, content } of texts) {
    const config = sql.lit(configOf(language))
    const rest = proseOf(content)
    await tx
      .insertInto('explainerSearch')
      .values({
        explainerId,
        language,
        words: `${content.title} ${rest}`.toLowerCase().slice(0, 20_000),
        document: sql`setweight(to_tsvector(${config}::regconfig, ${content.title}), 'A')
          || setweight(to_tsvector(${config}::regconfig, ${`${content.summary} ${content.benefit.who} ${content.benefit.gain}`}), 'B')
          || to_tsvector(${config}::regconfig, ${rest})`,
      })
      .execute()
  }
}

// A word counts as found from this likeness on: "visa krja" finds "kerja", "beasisva" finds "beasiswa".
const likeness = 0.5

/**
 * Slugs of public explainers that speak of the words, best first, at most 20. Every word of the question is looked for by
 * its stem and by its letters, so that a typing error still finds; words that are found nowhere do not hide the rest.
 */
export async function searchPublic(
  db: Db,
  _scope: Scope,
  question: string,
  language: string,
  now: Date,
): Promise<string[]> {
  const words =
    question
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.slice(0, 8) ?? []
  if (words.length === 0) return []
  const config = sql.lit(configOf(language))
  const { rows } = await sql<{ slug: string }>`
    with asked as (select word, plainto_tsquery(${config}::regconfig, word) as stem from unnest(${words}::text[]) word),
    scored as (
      select s.explainer_id, e.slug, avg(case
          when numnode(a.stem) > 0 and s.document @@ a.stem then 1 + ts_rank(s.document, a.stem)
          when position(a.word in s.words) > 0 then 0.9
          when word_similarity(a.word, s.words) >= ${likeness} then word_similarity(a.word, s.words)
          else 0 end) as score
      from explainer_search s
      join explainer e on e.id = s.explainer_id
      join explainer_version v on v.explainer_id = e.id and v.version = e.published_version
      -- Words that carry no meaning of their own ("apa", "untuk") do not count, unless the question has no others.
      join asked a on numnode(a.stem) > 0 or not exists (select 1 from asked where numnode(stem) > 0)
      where s.language = ${language} and e.withdrawn_at is null
        and coalesce((v.about->>'embargoUntil')::timestamptz <= ${now}, true)
      group by s.explainer_id, e.slug)
    select slug from scored where score >= 0.25 order by score desc, slug limit 20`.execute(db)
  return rows.map((row) => row.slug)
}

/** Id behind a public address. */
export async function findExplainerId(db: Db, _scope: Scope, slug: string): Promise<string | undefined> {
  const row = await db.selectFrom('explainer').select('id').where('slug', '=', slug).executeTakeFirst()
  return row?.id
}
