import { expect, test } from 'vitest'
import { writeCsv } from './csv.ts'

test('formulas are texts, numbers are numbers, and what needs quotes has them', () => {
  expect(writeCsv([['=1+1', '-a', -5, 2.5, true, null, 'a"b', 'a,b', 'a\nb']])).toBe(
    '\'=1+1,\'-a,-5,2.5,true,,"a""b","a,b","a\nb"\r\n',
  )
})
