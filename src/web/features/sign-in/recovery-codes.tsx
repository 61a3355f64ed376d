import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Copy, Download, Printer } from '../../ui/icons.ts'
import { toast } from '../../ui/toast.tsx'

/** Codes that are shown once, with three ways to keep them. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTexts('sign-in')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'))
      toast(t('recovery.copied'))
    } catch {
      // Refused by the browser: the codes stand there to be written down.
    }
  }
  return (
    <div className="stack">
      <ol className="recovery-codes" aria-label={t('recovery.label')}>
        {codes.map((code) => (
          <li key={code} className="num">
            {code}
          </li>
        ))}
      </ol>
      <div className="row wrap recovery-acts">
        <Button icon={Copy} onClick={() => void copy()}>
          {t('recovery.copy')}
        </Button>
        <Button icon={Download} onClick={() => save(codes)}>
          {t('recovery.save')}
        </Button>
        <Button icon={Printer} onClick={() => print()}>
          {t('recovery.print')}
        </Button>
      </div>
    </div>
  )
}

function save(codes: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([`Selaras\n\n${codes.join('\n')}\n`], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'selaras-kode-cadangan.txt'
  link.click()
  URL.revokeObjectURL(url)
}
