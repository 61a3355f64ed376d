import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Copy } from '../../ui/icons.ts'
import { toast } from '../../ui/toast.tsx'

/** A sign-in link that is shown once, to be copied. */
export function SecretLink({ url }: { url: string }) {
  const { t } = useTexts('people')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
      toast(t('real.copied'))
    } catch {
      // Without permission the words can still be chosen by hand: the field selects itself.
    }
  }
  return (
    <div className="secret-link">
      <TextField label={t('real.link')} value={url} readOnly onFocus={(event) => event.currentTarget.select()} />
      <Button icon={Copy} onClick={() => void copy()}>
        {t('real.copy')}
      </Button>
    </div>
  )
}
