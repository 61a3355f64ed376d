import type { ExplainerContent, KitPieces } from './model.ts'

/** Longest post of the thread: fits the shortest network the kit is made for. */
const maxPost = 280
/** Speech of 60 seconds, in characters: some 140 Indonesian words. */
const maxSpoken = 950

type Labels = { readonly who: string; readonly gain: string; readonly evidence: string; readonly step: string }
type Frame = Labels & { readonly more: string; readonly source: string; readonly intro: string }

const frames: Readonly<Record<string, Frame>> = {
  id: {
    who: 'Untuk siapa?',
    gain: 'Apa manfaatnya?',
    evidence: 'Buktinya',
    step: 'Langkah Anda',
    more: 'Selengkapnya',
    source: 'Sumber',
    intro: 'Apa artinya bagi Anda?',
  },
  en: {
    who: 'Who is it for?',
    gain: 'What do you gain?',
    evidence: 'The evidence',
    step: 'Your next step',
    more: 'More',
    source: 'Source',
    intro: 'What does it mean for you?',
  },
  ar: {
    who: 'لمن هذا؟',
    gain: 'ما الفائدة؟',
    evidence: 'الدليل',
    step: 'خطوتك التالية',
    more: 'المزيد',
    source: 'المصدر',
    intro: 'ماذا يعني هذا لك؟',
  },
  zh: {
    who: '适合谁？',
    gain: '有什么好处？',
    evidence: '依据',
    step: '您的下一步',
    more: '了解更多',
    source: '来源',
    intro: '这对您意味着什么？',
  },
  th: {
    who: 'สำหรับใคร?',
    gain: 'ได้ประโยชน์อะไร?',
    evidence: 'หลักฐาน',
    step: 'สิ่งที่คุณควรทำต่อไป',
    more: 'อ่านเพิ่มเติม',
    source: 'แหล่งข้อมูล',
    intro: 'เรื่องนี้มีความหมายกับคุณอย่างไร?',
  },
  hi: {
    who: 'यह किसके लिए है?',
    gain: 'क्या लाभ है?',
    evidence: 'प्रमाण',
    step: 'आपका अगला कदम',
    more: 'और पढ़ें',
    source: 'स्रोत',
    intro: 'आपके लिए इसका क्या अर्थ है?',
  },
}

const english = frames.en as Frame
/** Words around the pieces; a language that nobody has written them in gets English. */
export const frameOf = (language: string): Frame => frames[language] ?? frames[language.split('-')[0] ?? ''] ?? english

/**
 * What missions need of an explainer, in its own words only: nothing is added, so that nothing needs checking again.
 * `url` is where the whole of it stands.
 */
export function composePieces(language: string, content: ExplainerContent, url: string): KitPieces {
  const say = frameOf(language)
  const { benefit } = content
  const source = benefit.evidenceSource === null ? undefined : content.sources[benefit.evidenceSource - 1]
  const sourceLine = source ? [source.title, source.publisher].filter(Boolean).join(', ') : ''
  const short = [content.title, benefit.gain, benefit.evidence, benefit.step, `${say.more}: ${url}`]
  return {
    language,
    short: short.filter(Boolean).join('\n\n'),
    thread: numbered([
      `${content.title}\n\n${say.intro}`,
      `${say.who}\n${benefit.who}`,
      `${say.gain}\n${benefit.gain}`,
      `${say.evidence}\n${benefit.evidence}${sourceLine ? `\n${say.source}: ${sourceLine}` : ''}`,
      `${say.step}\n${benefit.step}\n\n${say.more}: ${url}`,
    ]),
    cards: [
      { heading: content.title, text: content.summary, small: say.intro },
      { heading: say.who, text: benefit.who, small: '' },
      { heading: say.gain, text: benefit.gain, small: '' },
      { heading: say.evidence, text: benefit.evidence, small: sourceLine ? `${say.source}: ${sourceLine}` : '' },
      { heading: say.step, text: benefit.step, small: withoutScheme(url) },
    ],
    script: scriptOf(content, say, url),
  }
}

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

function numbered(posts: readonly string[]): string[] {
  return posts.map((post, index) => {
    const mark = `${index + 1}/${posts.length} `
    return mark + shortened(post, maxPost - mark.length)
  })
}

/** Cut at the end of a sentence, else of a word. A link at the end stays whole. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text
  const link = /\n\n\S.*https?:\/\/\S+$/.exec(text)?.[0] ?? ''
  const room = max - link.length
  const head = text.slice(0, room)
  const sentence = Math.max(
    head.lastIndexOf('. '),
    head.lastIndexOf('。'),
    head.lastIndexOf('؟ '),
    head.lastIndexOf('। '),
  )
  if (sentence > room / 2) return head.slice(0, sentence + 1) + link
  return `${head.slice(0, Math.max(head.lastIndexOf(' ', room - 2), 1))}…${link}`
}

function scriptOf(content: ExplainerContent, say: Frame, url: string): KitPieces['script'] {
  const { benefit } = content
  const scenes = [
    { say: content.title, show: content.title },
    { say: `${say.who} ${benefit.who}`, show: say.who },
    { say: `${say.gain} ${benefit.gain}`, show: say.gain },
    { say: `${say.evidence}: ${benefit.evidence}`, show: benefit.evidence },
    { say: `${say.step}: ${benefit.step}`, show: withoutScheme(url) },
  ]
  const share = maxSpoken / scenes.length
  const spoken = scenes.map((scene) => ({ ...scene, say: shortened(scene.say, Math.round(share * 1.4)) }))
  const total = spoken.reduce((sum, scene) => sum + scene.say.length, 0)
  let at = 0
  return spoken.map((scene, index) => {
    const fromSecond = at
    at = index === spoken.length - 1 ? 60 : Math.min(58, at + Math.max(5, Math.round((60 * scene.say.length) / total)))
    return { fromSecond, toSecond: at, ...scene }
  })
}
