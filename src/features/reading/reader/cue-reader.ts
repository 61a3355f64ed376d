import type { Because, Reader, ReadInput, Reading, Topic } from './reader.ts'
import { MAX_TEXT_LENGTH, TOPICS } from './reader.ts'

type Cue = { label: Because['label']; value: string; weight: number; pattern: RegExp }

const words = (list: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, 'giu')
const topic = (value: Topic, weight: number, list: string): Cue => ({
  label: 'objective',
  value,
  weight,
  pattern: words(list),
})

/** Indonesian and English only: the rules that stand in where no trained model is at hand. */
const CUES: readonly Cue[] = [
  topic(
    'products',
    1,
    'ekspor(?:tir)?|export(?:s|ers?)?|buyers?|pembeli|kontrak dagang|umkm|msmes?|trade expo|tei|business matching|kopi|coffee|furnitur|furniture|kakao|cocoa|halal|gerai|booth|komoditas|ton(?:nes?|s)?|kontainer|containers?',
  ),
  topic(
    'services',
    1,
    'penempatan|placements?|perawat|nurses?|pekerja terampil|skilled workers?|lowongan|jasa|services? export|animasi|animators?|kontraktor|contractors?|pilot|caregivers?',
  ),
  topic(
    'tourism',
    1,
    'wisata(?:wan)?|touris[mt]s?|liburan|holiday packages?|destinasi|destinations?|labuan bajo|borobudur|raja ampat|danau toba|lake toba|penerbangan langsung|direct flights?|visa on arrival|diving|pantai|beach(?:es)?',
  ),
  topic(
    'investment',
    1,
    'investasi|investor|investors?|investments?|hilirisasi|downstreaming|kawasan ekonomi khusus|special economic zones?|smelter|pabrik|factory|plants?|penanaman modal|fdi',
  ),
  topic(
    'policy',
    1,
    'resolusi|resolutions?|voted?|posisi indonesia|kebijakan luar negeri|foreign policy|treaty|traktat|perjanjian|palestin[ae]|asean|dewan keamanan|security council|unclos|gencatan senjata|ceasefire|multilateral',
  ),
  topic(
    'protection',
    1,
    'paspor|passports?|hotline|pelindungan|wni|konsuler|consular|evakuasi|evacuat\\w+|repatriasi|repatriated?|pemulangan|travel warning|peringatan perjalanan|imbauan|pemilu|tps',
  ),
  topic(
    'culture',
    1,
    'budaya|cultur(?:e|al)|gamelan|batik|angklung|wayang|tari(?:an)?|dances?|beasiswa|scholarships?|bipa|darmasiswa|pelajar|students?|kelas bahasa|pameran seni|exhibition',
  ),
  topic(
    'none',
    1,
    'selamat hari|selamat ulang tahun|selamat idul ?fitri|selamat natal|dirgahayu|happy (?:birthday|new year|eid|independence day|national day)|turut berdukacita|condolences|kunjungan kehormatan|courtesy call|farewell|perpisahan|pisah sambut|credentials|kredensial',
  ),
  {
    label: 'purpose',
    value: '1',
    weight: 1,
    pattern: words(
      'agar|supaya|sehingga|untuk itu|hasilnya|sepakat|senilai|so that|in order to|as a result|agreed|worth|signed|naik|meningkat|rose|increased',
    ),
  },
  {
    label: 'purpose',
    value: '2',
    weight: 1,
    pattern: words('anda|kamu|you|your|caranya|how to|gratis|free of charge|syarat(?:nya)?|jadwal|tersedia'),
  },
  {
    label: 'benefit',
    value: 'true',
    weight: 1,
    pattern: words(
      'tanpa (?:biaya|tarif|bea)|gratis|lebih (?:murah|cepat)|menghemat|hak anda|so that you|lets you|no tariff|free of charge|cheaper|saves?',
    ),
  },
  {
    label: 'cta',
    value: 'true',
    weight: 1,
    pattern: words(
      'daftar(?:kan)?|hubungi|kunjungi|klik|unduh|segera|register|apply|visit our|call us|contact us|sign up|download|book (?:now|your)|join us|come to',
    ),
  },
]

/**
 * A first reader by transparent rules, Indonesian and English. No model file is needed.
 * It abstains wherever no topic word spoke.
 */
export function createCueReader(): Reader {
  return { modelVersion: 'cues-1', read }
}

function read(input: ReadInput): Reading {
  const text = input.text.slice(0, MAX_TEXT_LENGTH)
  const because: Because[] = []
  const score = new Map<string, number>()
  for (const cue of CUES) {
    for (const found of text.matchAll(cue.pattern)) {
      const key = `${cue.label}:${cue.value}`
      score.set(key, (score.get(key) ?? 0) + cue.weight)
      because.push({
        label: cue.label,
        value: cue.value,
        text: found[0],
        start: found.index,
        end: found.index + found[0].length,
        weight: cue.weight,
      })
    }
  }
  const objectives = shares(score)
  const objective = TOPICS.reduce((a, b) => (objectives[b] > objectives[a] ? b : a), 'none' as Topic)
  const cta = (score.get('cta:true') ?? 0) > 0
  const aim = (score.get('purpose:1') ?? 0) > 0 || /\d/.test(text)
  const gift = (score.get('purpose:2') ?? 0) + (cta ? 1 : 0)
  const purpose = gift >= 1 ? 2 : aim && objective !== 'none' ? 1 : 0
  const spoke = TOPICS.some((name) => score.has(`objective:${name}`))
  const confidence = spoke ? objectives[objective] * 0.8 : 0.2
  return {
    language: input.lang ?? input.languages?.[0] ?? 'und',
    objective,
    objectives,
    purpose,
    benefit: (score.get('benefit:true') ?? 0) > 0 && purpose > 0,
    cta,
    confidence,
    abstained: confidence < 0.5,
    because: normalised(because),
    modelVersion: 'cues-1',
  }
}

function shares(score: ReadonlyMap<string, number>): Record<Topic, number> {
  const raw = TOPICS.map((name) => Math.exp((score.get(`objective:${name}`) ?? 0) + (name === 'none' ? 0.5 : 0)))
  const sum = raw.reduce((a, b) => a + b, 0)
  return Object.fromEntries(TOPICS.map((name, i) => [name, (raw[i] ?? 0) / sum])) as Record<Topic, number>
}

function normalised(because: Because[]): Because[] {
  const sum = because.reduce((a, b) => a + b.weight, 0)
  return because.map((b) => ({ ...b, weight: b.weight / sum }))
}
