export type { Media } from './model.ts'
export { publicPictureUrl } from './public-picture.ts'
export { findMedia, type StoredMedia } from './store.ts'
export { uploadMedia } from './upload-media.ts'
