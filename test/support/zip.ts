import { crc32, deflateRawSync } from 'node:zlib'

type Entry = {
  readonly name: string
  readonly bytes: Uint8Array /** What the entry claims to hold, where that is a lie. */
  readonly claims?: number
}

/** A zip file of a few entries, for tests: also ones that lie about what they hold. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, bytes, claims = bytes.length } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 })
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claims, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const more = Buffer.alloc(14)
    more.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, more, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end])
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const columnName = (index: number): string => String.fromCharCode(65 + index)

/** A workbook of sheets; numbers are written as numbers, `shared` texts by the list of texts as spreadsheets do. */
export function xlsxOf(sheets: Readonly<Record<string, readonly (readonly (string | number)[])[]>>): Buffer {
  const texts: string[] = []
  const cell = (value: string | number, reference: string) => {
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    if (value === '') return ''
    return `<c r="${reference}" t="s"><v>${texts.push(value) - 1}</v></c>`
  }
  const names = Object.keys(sheets)
  const files = Object.values(sheets).map((rows, sheet) => {
    const body = rows.map(
      (row, line) =>
        `<row r="${line + 1}">${row.map((value, index) => cell(value, `${columnName(index)}${line + 1}`)).join('')}</row>`,
    )
    return {
      name: `xl/worksheets/sheet${sheet + 1}.xml`,
      bytes: Buffer.from(`<?xml version="1.0"?><worksheet><sheetData>${body.join('')}</sheetData></worksheet>`),
    }
  })
  const list = names
    .map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')
  const relations = names
    .map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`)
    .join('')
  return zipOf([
    {
      name: 'xl/workbook.xml',
      bytes: Buffer.from(`<?xml version="1.0"?><workbook xmlns:r="r"><sheets>${list}</sheets></workbook>`),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: Buffer.from(`<?xml version="1.0"?><Relationships>${relations}</Relationships>`),
    },
    ...files,
    {
      name: 'xl/sharedStrings.xml',
      bytes: Buffer.from(
        `<?xml version="1.0"?><sst>${texts.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
      ),
    },
  ])
}
