import type { ExplainerContent } from '../../../contract/explainers.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Plus, Trash2 } from '../../ui/icons.ts'
import { linesOf } from './model.ts'

type Props = {
  content: ExplainerContent
  issues: readonly { path: string }[]
  onChange: (content: ExplainerContent) => void
}

/** Every section of the template: the benefit first, for that is what the reader comes for. */
export function ContentForm({ content, issues, onChange }: Props) {
  const { t } = useTexts('explainers')
  const set = (part: Partial<ExplainerContent>) => onChange({ ...content, ...part })
  const setBenefit = (part: Partial<ExplainerContent['benefit']>) => set({ benefit: { ...content.benefit, ...part } })
  const { benefit, sources } = content
  const error = (path: string) => (issues.some((issue) => issue.path === path) ? { error: t('missing') } : {})
  const numbers = sources.map((source, index) => ({ value: String(index + 1), label: `${index + 1}. ${source.title}` }))
  return (
    <>
      <TextArea
        label={t('form.title')}
        hint={t('form.titleHint')}
        rows={2}
        maxLength={200}
        value={content.title}
        onChange={(title) => set({ title })}
        {...error('title')}
      />
      <TextArea
        label={t('form.summary')}
        rows={2}
        maxLength={400}
        value={content.summary}
        onChange={(summary) => set({ summary })}
        {...error('summary')}
      />
      <section className="explainer-benefit stack">
        <h2 className="explainer-heading">{t('form.benefit')}</h2>
        <TextArea
          label={t('form.who')}
          rows={2}
          maxLength={400}
          value={benefit.who}
          onChange={(who) => setBenefit({ who })}
          {...error('benefit.who')}
        />
        <TextArea
          label={t('form.gain')}
          rows={2}
          maxLength={400}
          value={benefit.gain}
          onChange={(gain) => setBenefit({ gain })}
          {...error('benefit.gain')}
        />
        <TextArea
          label={t('form.evidence')}
          hint={t('form.evidenceHint')}
          rows={2}
          maxLength={400}
          value={benefit.evidence}
          onChange={(evidence) => setBenefit({ evidence })}
          {...error('benefit.evidence')}
        />
        <SelectField
          label={t('form.evidenceSource')}
          placeholder={t('choose')}
          value={benefit.evidenceSource === null ? '' : String(benefit.evidenceSource)}
          options={numbers}
          onChange={(value) => setBenefit({ evidenceSource: value === '' ? null : Number(value) })}
        />
        <TextArea
          label={t('form.step')}
          rows={2}
          maxLength={400}
          value={benefit.step}
          onChange={(step) => setBenefit({ step })}
          {...error('benefit.step')}
        />
        <TextField
          label={t('form.stepUrl')}
          type="url"
          value={benefit.stepUrl ?? ''}
          onChange={(url) => setBenefit({ stepUrl: url === '' ? null : url })}
        />
      </section>
      <TextArea
        label={t('form.decided')}
        rows={4}
        maxLength={3000}
        value={content.decided}
        onChange={(decided) => set({ decided })}
        {...error('decided')}
      />
      <TextArea
        label={t('form.why')}
        rows={4}
        maxLength={3000}
        value={content.why}
        onChange={(why) => set({ why })}
        {...error('why')}
      />
      <TextArea
        label={t('form.next')}
        hint={t('form.nextHint')}
        rows={4}
        value={content.next.join('\n')}
        onChange={(text) => set({ next: linesOf(text).slice(0, 8) })}
        {...error('next')}
      />
      <fieldset className="explainer-list">
        <legend>{t('form.sources')}</legend>
        {issues.some((issue) => issue.path === 'sources') && <p className="explainer-missing">{t('missing')}</p>}
        {sources.map((source, index) => {
          const put = (part: Partial<(typeof sources)[number]>) =>
            set({ sources: sources.map((one, at) => (at === index ? { ...one, ...part } : one)) })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the number is what a source is called by
            <div key={index} className="explainer-row">
              <TextField
                label={t('form.sourceTitle', { n: index + 1 })}
                maxLength={300}
                value={source.title}
                onChange={(title) => put({ title })}
              />
              <TextField
                label={t('form.publisher')}
                maxLength={200}
                value={source.publisher}
                onChange={(publisher) => put({ publisher })}
              />
              <TextField
                label={t('form.publishedOn')}
                type="date"
                value={source.publishedOn ?? ''}
                onChange={(day) => put({ publishedOn: day || null })}
              />
              <TextField
                label={t('form.url')}
                type="url"
                value={source.url ?? ''}
                onChange={(url) => put({ url: url || null })}
              />
              <Button
                kind="quiet"
                size="small"
                icon={Trash2}
                onClick={() => set({ sources: sources.filter((_, at) => at !== index) })}
              >
                {t('form.remove')}
              </Button>
            </div>
          )
        })}
        <Button
          size="small"
          icon={Plus}
          off={sources.length >= 12}
          onClick={() => set({ sources: [...sources, { title: '', publisher: '', publishedOn: null, url: null }] })}
        >
          {t('form.addSource')}
        </Button>
      </fieldset>
      <Pairs
        legend={t('form.faq')}
        add={t('form.addFaq')}
        first={t('form.question')}
        second={t('form.answer')}
        most={10}
        pairs={content.faq.map((one) => [one.question, one.answer])}
        onChange={(pairs) => set({ faq: pairs.map(([question, answer]) => ({ question, answer })) })}
      />
      <Pairs
        legend={t('form.quotes')}
        add={t('form.addQuote')}
        first={t('form.quote')}
        second={t('form.speaker')}
        most={6}
        pairs={content.quotes.map((one) => [one.text, one.speaker])}
        onChange={(pairs) => set({ quotes: pairs.map(([text, speaker]) => ({ text, speaker })) })}
      />
      <ChartFields content={content} onChange={onChange} />
      <CheckFields content={content} issues={issues} onChange={onChange} />
    </>
  )
}

function Pairs(props: {
  legend: string
  add: string
  first: string
  second: string
  most: number
  pairs: readonly (readonly [string, string])[]
  onChange: (pairs: readonly (readonly [string, string])[]) => void
}) {
  const { t } = useTexts('explainers')
  const { legend, add, first, second, most, pairs, onChange } = props
  return (
    <fieldset className="explainer-list">
      <legend>{legend}</legend>
      {pairs.map(([one, two], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name but their place
        <div key={index} className="stack">
          <TextField
            label={first}
            value={one}
            onChange={(value) => onChange(pairs.map((pair, at) => (at === index ? [value, pair[1]] : pair)))}
          />
          <TextArea
            label={second}
            rows={2}
            value={two}
            onChange={(value) => onChange(pairs.map((pair, at) => (at === index ? [pair[0], value] : pair)))}
          />
          <div>
            <Button
              kind="quiet"
              size="small"
              icon={Trash2}
              onClick={() => onChange(pairs.filter((_, at) => at !== index))}
            >
              {t('form.remove')}
            </Button>
          </div>
        </div>
      ))}
      <Button size="small" icon={Plus} off={pairs.length >= most} onClick={() => onChange([...pairs, ['', '']])}>
        {add}
      </Button>
    </fieldset>
  )
}

/** Rows as lines, "Tahun 1 = 4100": quick to paste from a table. */
function ChartFields({ content, onChange }: Pick<Props, 'content' | 'onChange'>) {
  const { t } = useTexts('explainers')
  const chart = content.chart
  if (!chart)
    return (
      <div>
        <Button
          size="small"
          icon={Plus}
          onClick={() =>
            onChange({
              ...content,
              chart: {
                title: '',
                unit: '',
                source: null,
                rows: [
                  { label: '1', value: 0 },
                  { label: '2', value: 0 },
                ],
              },
            })
          }
        >
          {t('form.addChart')}
        </Button>
      </div>
    )
  const put = (part: Partial<typeof chart>) => onChange({ ...content, chart: { ...chart, ...part } })
  return (
    <fieldset className="explainer-list">
      <legend>{t('form.chart')}</legend>
      <TextField label={t('form.chartTitle')} value={chart.title} onChange={(title) => put({ title })} />
      <TextField label={t('form.chartUnit')} value={chart.unit} onChange={(unit) => put({ unit })} />
      <TextArea
        label={t('form.chartRows')}
        hint={t('form.chartHint')}
        rows={5}
        defaultValue={chart.rows.map((row) => `${row.label} = ${row.value}`).join('\n')}
        onChange={(text) => {
          const rows = linesOf(text).flatMap((line) => {
            const [label = '', value = ''] = line.split('=').map((part) => part.trim())
            return label !== '' && value !== '' && Number.isFinite(Number(value))
              ? [{ label, value: Number(value) }]
              : []
          })
          put({ rows: rows.slice(0, 12) })
        }}
      />
      <Button kind="quiet" size="small" icon={Trash2} onClick={() => onChange({ ...content, chart: null })}>
        {t('form.remove')}
      </Button>
    </fieldset>
  )
}

/** Three questions or none; the right option is the one that is chosen. */
function CheckFields({ content, issues, onChange }: Props) {
  const { t } = useTexts('explainers')
  const put = (index: number, part: Partial<ExplainerContent['check'][number]>) =>
    onChange({ ...content, check: content.check.map((one, at) => (at === index ? { ...one, ...part } : one)) })
  return (
    <fieldset className="explainer-list">
      <legend>{t('form.check')}</legend>
      <p className="mute">{t('form.checkHint')}</p>
      {issues.some((issue) => issue.path.startsWith('check')) && (
        <p className="explainer-missing">{t('form.checkMissing')}</p>
      )}
      {content.check.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: questions are known by their number
        <div key={index} className="stack">
          <TextField
            label={t('form.checkQuestion', { n: index + 1 })}
            value={one.question}
            onChange={(question) => put(index, { question })}
          />
          <TextArea
            label={t('form.options')}
            rows={3}
            value={one.options.join('\n')}
            onChange={(text) => put(index, { options: linesOf(text).slice(0, 4) })}
          />
          <SelectField
            label={t('form.right')}
            value={String(one.answer)}
            options={one.options.map((option, at) => ({ value: String(at), label: option || String(at + 1) }))}
            onChange={(value) => put(index, { answer: Number(value) })}
          />
          <TextField label={t('form.because')} value={one.because} onChange={(because) => put(index, { because })} />
          <div>
            <Button
              kind="quiet"
              size="small"
              icon={Trash2}
              onClick={() => onChange({ ...content, check: content.check.filter((_, at) => at !== index) })}
            >
              {t('form.remove')}
            </Button>
          </div>
        </div>
      ))}
      <Button
        size="small"
        icon={Plus}
        off={content.check.length >= 3}
        onClick={() =>
          onChange({
            ...content,
            check: [...content.check, { question: '', options: ['', ''], answer: 0, because: '' }],
          })
        }
      >
        {t('form.addCheck')}
      </Button>
    </fieldset>
  )
}
