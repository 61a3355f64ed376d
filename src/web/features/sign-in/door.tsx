import type { ReactNode } from 'react'
import { currentLanguage, type Language, setLanguage } from '../../i18n/index.ts'
import { BrandMark } from '../../shell/brand.tsx'
import { cx } from '../../ui/cx.ts'
import { SampleMark } from '../../ui/sample-mark.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import './sign-in.css'

/** What stands around a screen of somebody who is not in yet. */
export function Door({ sample, wide, children }: { sample: boolean; wide?: boolean; children: ReactNode }) {
  return (
    <main className="door" id="isi">
      <header className="door-head">
        <span className="brand">
          <BrandMark />
          Selaras
        </span>
        {sample && <SampleMark />}
        <LanguageChoice />
      </header>
      <div className={cx('door-room', wide && 'wide')}>{children}</div>
    </main>
  )
}

function LanguageChoice() {
  return (
    <span className="door-language">
      <SegmentedControl<Language>
        label="Bahasa · Language"
        value={currentLanguage()}
        onChange={(language) => void setLanguage(language)}
        options={[
          { value: 'id', label: 'ID' },
          { value: 'en', label: 'EN' },
        ]}
      />
    </span>
  )
}
