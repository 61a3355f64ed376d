import type { BlindTask } from '../../../contract/rating.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLabelWords } from './label-words.ts'

type Opinion = NonNullable<BlindTask['opinions']>[number]

/** What two raters said who differ; nobody is named. Taking one fills the keys, which may still be changed. */
export function Opinions({
  opinions,
  onTake,
}: {
  opinions: readonly Opinion[]
  onTake: (said: Pick<Opinion, 'objective' | 'purpose' | 'benefit' | 'cta'>) => void
}) {
  const { t } = useTexts('rating')
  const words = useLabelWords()
  return (
    <Panel title={t('desk.opinions')} flush>
      <Rows label={t('desk.opinions')}>
        {opinions.map((opinion, at) => (
          <ListRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two raters without names
            key={at}
            title={words(opinion)}
            meta={
              <>
                <span>{t('desk.opinion', { letter: at === 0 ? 'A' : 'B' })}</span>
                {opinion.benefit && <span>{t('desk.benefit')}</span>}
                {opinion.cta && <span>{t('desk.cta')}</span>}
              </>
            }
          >
            <Button
              size="small"
              onClick={() => {
                const { objective, purpose, benefit, cta } = opinion
                onTake({ objective, purpose, benefit, cta })
              }}
            >
              {t('desk.take')}
            </Button>
          </ListRow>
        ))}
      </Rows>
    </Panel>
  )
}
