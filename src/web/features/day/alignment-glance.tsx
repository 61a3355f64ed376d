import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { AudioLines } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { ComponentFigure } from '../alignment/component-figure.tsx'

/** Both numbers of one's own mission, and the way to what they are made of. Silent where they may not be seen. */
export function AlignmentGlance({ missionId }: { missionId: string }) {
  const { t } = useTexts('day')
  const { data } = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/alignment', { params: { missionId }, query: { window: '90d' } }),
  )
  if (!data) return null
  return (
    <Panel title={t('alignment')}>
      <div className="stack tight day-glance">
        <ComponentFigure component={data.c1} />
        <ComponentFigure component={data.c3} />
        <ButtonLink size="small" icon={AudioLines} to="/perwakilan/$missionId/keselarasan" params={{ missionId }}>
          {t('alignmentAct')}
        </ButtonLink>
      </div>
    </Panel>
  )
}
