import type { Media } from '../../contract/media.ts'
import { Film } from '../ui/icons.ts'

/** A small look at a picture or film; the film says by its mark that it is one. */
export function MediaThumb({ media, alt }: { media: Pick<Media, 'id' | 'kind'>; alt: string }) {
  if (media.kind === 'image') return <img src={`/api/v1/media/${media.id}?size=small`} alt={alt} loading="lazy" />
  return (
    <span className="media-film" role="img" aria-label={alt}>
      <Film />
    </span>
  )
}
