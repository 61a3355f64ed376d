/** The origin of a server address as people write it; `undefined` = not one. Which hosts may be reached is decided by whoever made `fetch`. */
export function serviceOrigin(address: string): string | undefined {
  const trimmed = address.trim()
  const url = URL.parse(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  return isPlain ? url.origin : undefined
}
