import clsx from 'clsx'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../lib/i18n'

interface StepProps {
  n: number
  title: string
  detail: string
  done: boolean
  /** The first that is not done. */
  next: boolean
  end?: ReactNode
  children?: ReactNode
}

/** One of the first steps: done, next, or still to come. */
export function Step({ n, title, detail, done, next, end, children }: StepProps) {
  return (
    <li className={clsx('step', done && 'done', next && 'open')}>
      <div className="step-head">
        <span className="tick">
          {done ? (
            <>
              <Check className="i" size={15} aria-hidden="true" />
              <span className="sr">{t('first.done')}</span>
            </>
          ) : (
            n
          )}
        </span>
        <div className="grow">
          <h2>{title}</h2>
          <p>{detail}</p>
        </div>
        {end}
      </div>
      {children}
    </li>
  )
}
