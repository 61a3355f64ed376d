/** What was masked, counted by kind: the reader may know that a phone number stood there, never which. */
export type Masked = {
  /** The text with every masked stretch replaced by spaces, unit for unit, so that offsets stay true. */
  text: string
  links: number
  mails: number
  handles: number
  hashtags: number
  phones: number
}

const CANDIDATE = /[@#＃＠]|:\/\/|www\.|\.[a-z]{2,}|\d[\d ().-]{5,}\d/iu
// Every repetition is bounded and no match begins inside a word: hostile texts must not cost quadratic time.
const PATTERN =
  /(?<mail>(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8})|(?<link>(?:https?:\/\/|www\.)[^\s<>"'）)」』】،。，、]+|(?<![\p{L}\p{N}@.])(?:[a-z0-9-]{1,63}\.){1,8}(?:org|com|net|go\.id|co\.id|ac\.id|or\.id|id|gov|edu|info|int|io|ly|me|be|gl|link|app|eu)(?:\/[^\s<>"'）)」』】،。，、]*)?(?![\p{L}\p{N}]))|(?<handle>(?<![\p{L}\p{N}])[@＠][\p{L}\p{N}_.]+)|(?<hashtag>[#＃][\p{L}\p{M}\p{N}_]+)|(?<phone>(?:\+|\(?0|00)[\d][\d ().\-–]{5,24}\d)/giu

/**
 * Hides what must not decide a reading: links, e-mail addresses, handles, hashtags and phone numbers.
 * The text keeps its length.
 */
export function mask(text: string): Masked {
  const found: Masked = { text, links: 0, mails: 0, handles: 0, hashtags: 0, phones: 0 }
  if (!CANDIDATE.test(text)) return found
  let out = ''
  let from = 0
  for (const match of text.matchAll(PATTERN)) {
    const groups = match.groups ?? {}
    if (groups.mail !== undefined) found.mails++
    else if (groups.link !== undefined) found.links++
    else if (groups.handle !== undefined) found.handles++
    else if (groups.hashtag !== undefined) found.hashtags++
    else found.phones++
    // A full stop that closed the sentence belongs to the sentence.
    const end = match.index + match[0].replace(/[.,;:!?]+$/, '').length
    out += text.slice(from, match.index) + ' '.repeat(end - match.index)
    from = end
  }
  found.text = out + text.slice(from)
  return found
}
