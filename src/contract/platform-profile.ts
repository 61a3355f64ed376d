import { z } from 'zod'

/**
 * What a network asks of a post and how its links look: facts, kept in `data/platforms.json` with their source and the
 * day they were read. A further network is added there, without code.
 */

/**
 * How a network counts text. `x-weighted`: X's weights, 1 or 2 a code point, an emoji 2, a URL 23.
 * `threads-emoji-bytes`: code points, but an emoji counts as its UTF-8 bytes.
 */
const textUnitSchema = z.enum(['graphemes', 'codepoints', 'utf16', 'x-weighted', 'threads-emoji-bytes', 'utf8-bytes'])
export type TextUnit = z.infer<typeof textUnitSchema>

/** `max: null` = no limit is known; then nothing is refused for its length. */
const textLimitSchema = z.strictObject({ max: z.int().positive().nullable(), unit: textUnitSchema })

const regexSchema = z.string().refine((source) => {
  try {
    new RegExp(source, 'iu')
    return true
  } catch {
    return false
  }
}, 'not a regular expression')

export const platformProfileSchema = z.strictObject({
  /** Stable code, stored with accounts and posts; never changes. */
  code: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  name: z.string().min(1),
  /** `connected`: Selaras can publish there itself, if the account is connected. `manual`: a person publishes, Selaras records. */
  mode: z.enum(['connected', 'manual']),
  text: textLimitSchema.extend({
    /** Every URL counts this much, whatever its length; in `unit`. */
    urlWeight: z.int().positive().optional(),
    /** A second limit that holds as well (Bluesky: bytes beside graphemes). */
    secondLimit: textLimitSchema.optional(),
    /** Where a text under pictures or film is a caption and must be shorter (Telegram); in `unit`. */
    maxWithMedia: z.int().positive().optional(),
  }),
  /** Present where the network wants a title beside the text. */
  title: textLimitSchema.optional(),
  images: z.strictObject({
    max: z.int().min(0),
    /** MIME types. Empty = not known. */
    types: z.array(z.string().regex(/^image\/[a-z0-9.+-]+$/)),
    maxBytes: z.int().positive().nullable(),
    /** Width divided by height. */
    minRatio: z.number().positive().optional(),
    maxRatio: z.number().positive().optional(),
    /** In pixels; the network scales wider pictures down, so this is advice. */
    maxWidth: z.int().positive().optional(),
    /** In pixels; narrower pictures are refused. */
    minWidth: z.int().positive().optional(),
    /** Whether the network keeps a text alternative. */
    altText: z.boolean(),
    /** In UTF-16 units. */
    altMax: z.int().positive().optional(),
  }),
  video: z
    .strictObject({
      types: z.array(z.string().regex(/^video\/[a-z0-9.+-]+$/)),
      maxBytes: z.int().positive().nullable(),
      minSeconds: z.number().positive().optional(),
      maxSeconds: z.number().positive().optional(),
      /** Width divided by height. */
      minRatio: z.number().positive().optional(),
      maxRatio: z.number().positive().optional(),
      /** In pixels, of the shorter side. */
      minEdge: z.int().positive().optional(),
      /** Whether the network keeps a text alternative of a film. */
      altText: z.boolean(),
      /** False = the road by connection publishes no film; a person does. Default true. */
      connected: z.boolean().optional(),
    })
    .optional(),
  /** A post without text is impossible / without picture or film is impossible. */
  requires: z.enum(['text-or-media', 'media', 'video']),
  hashtagsMax: z.int().min(0).optional(),
  linksMax: z.int().min(0).optional(),
  /** Whether a link in the text can be clicked. */
  linkInText: z.boolean(),
  handle: z.strictObject({
    /** A whole handle without leading @. */
    pattern: regexSchema,
    /** A whole account id, where the network shows ids in links (YouTube `UC…`, Bluesky `did:…`). */
    idPattern: regexSchema.optional(),
    caseSensitive: z.boolean(),
    /** Characters the network ignores in a handle (Facebook: the dot). */
    ignores: z.string().optional(),
    /** Domain that belongs to a bare handle (Bluesky: `bsky.social`). */
    defaultDomain: z.string().optional(),
    /** First path segments that are pages of the network itself, never accounts; lower case. */
    reserved: z.array(z.string()).optional(),
  }),
  /** Hosts that belong to this network, without www. or m.; empty = it may live on any host. */
  hosts: z.array(z.string()),
  /** Query parameters that say which page it is, in the order the patterns expect; all others are dropped. */
  queryKeys: z.array(z.string()).optional(),
  /**
   * Matched (whole, case-insensitive) against `host/path?kept=query`, first match wins. Named groups: `handle`,
   * `host` (joined to the handle as `handle@host`), `account` (id of an account), `post` (id of a post), `short` (a shortened link that hides its target).
   */
  urlPatterns: z.array(regexSchema).min(1),
  /** Opens the network's own editor with `{text}` and `{url}` filled in, each percent-encoded. */
  composeUrl: z.string().optional(),
  /** Templates with `{handle}` (`{user}`@`{host}`), `{account}`, `{post}`; the first whose parts are known is used. */
  profileUrls: z.array(z.string()),
  postUrls: z.array(z.string()),
  /** What the road by connection asks of a ministry; absent where there is none. */
  access: z
    .strictObject({
      /** What to apply for, and whom it binds; plain words. */
      apply: z.string().min(1),
      cost: z.string().min(1),
    })
    .optional(),
  /** The road by hand: what its editor asks beyond the limits above, and what a programme of ours would need there. */
  byHand: z
    .strictObject({
      /** For whoever publishes there; plain words. */
      notes: z.string().min(1),
      /** Whether a programme may publish there, and what a ministry would have to apply for. */
      api: z.string().min(1),
    })
    .optional(),
  /** Where the facts come from. */
  source: z.string().min(1),
  /** Facts of this profile that no page read confirms (people's memory): check them before relying on them. */
  unconfirmed: z.array(z.string()).optional(),
  readOn: z.iso.date(),
})
export type PlatformProfile = z.infer<typeof platformProfileSchema>

export const platformProfilesSchema = z
  .array(platformProfileSchema)
  .refine((all) => new Set(all.map((p) => p.code)).size === all.length, 'two profiles with one code')

/** `used` of `max` in `unit`; `over` says how much must go (0 = it fits). The limit that binds, where there are two. */
export const textMeasureSchema = z.strictObject({
  used: z.int().min(0),
  max: z.int().positive().nullable(),
  unit: textUnitSchema,
  over: z.int().min(0),
})
export type TextMeasure = z.infer<typeof textMeasureSchema>

const variantIssueCodeSchema = z.enum([
  'text_empty',
  'text_too_long',
  'title_missing',
  'title_too_long',
  'media_missing',
  'video_missing',
  'video_not_taken',
  'video_by_hand',
  'video_with_images',
  'video_too_many',
  'video_type',
  'video_too_large',
  'video_too_short',
  'video_too_long',
  'video_ratio',
  'video_too_small',
  'video_alt_not_kept',
  'image_fitted',
  'images_too_many',
  'image_type',
  'alt_missing',
  'alt_too_short',
  'alt_too_long',
  'alt_not_kept',
  'hashtags_too_many',
  'links_too_many',
  'link_not_clickable',
])

/** What is wrong with a variant for one network. `refuse`: the network or the house will not take it; `advise`: it will, but worse. */
export const variantIssueSchema = z.strictObject({
  code: variantIssueCodeSchema,
  severity: z.enum(['refuse', 'advise']),
  actual: z.number().optional(),
  limit: z.number().optional(),
  unit: z.string().optional(),
  /** Which picture, from 0. */
  image: z.int().min(0).optional(),
})
export type VariantIssue = z.infer<typeof variantIssueSchema>
