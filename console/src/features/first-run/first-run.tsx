import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { toastError } from '../../lib/explain'
import { type PlainKey, t, teach } from '../../lib/i18n'
import { firstRun } from '../../lib/i18n/en/first-run'
import { assistantsQuery, useMe } from '../../lib/queries'
import { Failure } from '../../ui/failure'
import '../../ui/form/words'
import { Late } from '../../ui/late'
import { dismiss, type Steps, stepsQuery } from './api'
import { PlaceWidget } from './place-widget'
import { Practise } from './practise'
import { Step } from './step'
import { TryIt } from './try-it'
import '../../styles/first-run.css'

teach(firstRun)

const ORDER = ['knowledge', 'question', 'widget', 'team', 'mail', 'practice'] as const
type Name = (typeof ORDER)[number]

/** Where each step is taken; the widget is placed on this page. */
const PLACES: Partial<Record<Name, string>> = {
  knowledge: '/knowledge',
  question: '/knowledge',
  team: '/settings/members',
  mail: '/settings/mail',
}

/** The first steps of a new workspace, watched as they happen. */
export function FirstRun({ onLeave }: { onLeave: () => void }) {
  const steps = useQuery(stepsQuery)
  const { data: assistants } = useQuery(assistantsQuery)
  const assistant = assistants?.items[0]
  const me = useMe()
  return (
    <main className="sheet first-run" id="main" tabIndex={-1}>
      <div className="first-pane">
        {steps.data && <Progress steps={steps.data} />}
        <h1 className="display">{t('first.title', { assistant: assistant?.name ?? 'Scout' })}</h1>
        <p className="muted first-lead">{t('first.lead')}</p>
        {steps.error && !steps.data && (
          <Failure title={t('first.failed')} error={steps.error} onRetry={() => void steps.refetch()} />
        )}
        {steps.isPending && (
          <Late>
            <Skeleton />
          </Late>
        )}
        {steps.data && (
          <ol className="steps">
            {ORDER.map((name, at) => (
              <Step
                key={name}
                n={at + 1}
                title={t(`first.${name}` as PlainKey)}
                detail={t(`first.${name}.detail` as PlainKey)}
                done={steps.data[name]}
                next={nextOf(steps.data) === name}
                end={<End name={name} steps={steps.data} />}
              >
                {name === 'widget' && !steps.data.widget && assistant && (
                  <PlaceWidget assistant={assistant} />
                )}
              </Step>
            ))}
          </ol>
        )}
        <Foot onLeave={onLeave} />
      </div>
      {assistant && me.permissions.includes('assistant.write') && <TryIt assistant={assistant} />}
    </main>
  )
}

const nextOf = (steps: Steps) => ORDER.find((name) => !steps[name])

function Progress({ steps }: { steps: Steps }) {
  const done = ORDER.filter((name) => steps[name]).length
  const all = ORDER.length
  return (
    <div className="t-xs muted row first-progress" role="status">
      <span className="first-bar" aria-hidden="true">
        {ORDER.map((name, at) => (
          <i key={name} className={at < done ? 'on' : undefined} />
        ))}
      </span>
      {done === all ? t('first.all') : t('first.progress', { n: done, all })}
    </div>
  )
}

function End({ name, steps }: { name: Name; steps: Steps }) {
  const done = steps[name]
  if (name === 'practice') return <Practise done={done} running={steps.practising} />
  const place = PLACES[name]
  if (!place) return done ? null : <span className="chip wait">{t('first.widget.waiting')}</span>
  return (
    <Link to={place} className={done ? 'btn ghost sm' : 'btn sm'}>
      {t(`first.${name}.act` as PlainKey)}
    </Link>
  )
}

function Foot({ onLeave }: { onLeave: () => void }) {
  const client = useQueryClient()
  const me = useMe()
  const put = useMutation({
    mutationFn: dismiss,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: stepsQuery.queryKey })
      onLeave()
    },
    onError: toastError,
  })
  return (
    <div className="first-foot">
      <button type="button" className="btn" onClick={onLeave}>
        {t('first.toInbox')}
      </button>
      {me.permissions.includes('workspace.manage') && (
        <button type="button" className="btn ghost" onClick={() => put.mutate()}>
          {t('first.dismiss')}
        </button>
      )}
    </div>
  )
}

function Skeleton() {
  return (
    <div className="steps" aria-hidden="true">
      {ORDER.map((name) => (
        <div className="step" key={name}>
          <div className="step-head">
            <span className="sk tick" />
            <span className="sk grow" />
          </div>
        </div>
      ))}
    </div>
  )
}
