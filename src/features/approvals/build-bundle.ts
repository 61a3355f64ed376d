import { type StoredItem, textOf } from '../items/index.ts'
import { type BundleContent, hashOf } from './model.ts'

export type Bundle = { readonly hash: string; readonly content: BundleContent }

/** The part of an item that a bundle is made of. */
type Bundled = Pick<StoredItem, 'texts' | 'variants'> & {
  readonly media: readonly {
    readonly mediaId: string
    readonly altText: string
    readonly media: Pick<StoredItem['media'][number]['media'], 'sha256' | 'contentType' | 'kind' | 'bytes'>
    readonly fits: readonly { readonly network: string; readonly sha256: string }[]
  }[]
}

/** What would stand on which account if this item went out now. The order of its parts is fixed, so equal content has one hash. */
export function buildBundle(item: Bundled): Bundle {
  const content: BundleContent = {
    format: 1,
    variants: item.variants
      .map((variant) => {
        const version = item.texts.find((text) => text.language === variant.language)
        return {
          variantId: variant.id,
          accountId: variant.accountId,
          network: variant.network,
          handle: variant.handle,
          language: variant.language,
          text: textOf(item, variant),
          gist: version?.gist ?? '',
          translatorName: version?.translatorName ?? '',
          link: variant.link,
        }
      })
      .sort((a, b) => (a.accountId < b.accountId ? -1 : 1)),
    media: item.media.map(({ mediaId, altText, media, fits }) => ({
      mediaId,
      sha256: media.sha256,
      contentType: media.contentType,
      altText,
      ...(media.kind === 'video' ? { bytes: media.bytes } : {}),
      ...(fits.length === 0 ? {} : { fits: fits.map(({ network, sha256 }) => ({ network, sha256 })) }),
    })),
  }
  return { hash: hashOf(content), content }
}
