import { useQuery, useQueryClient } from '@tanstack/react-query'
import { BrushCleaning } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { t } from '../../lib/i18n'
import { keys } from '../../lib/keys'
import { toast } from '../../lib/toasts'
import { emptyQuery } from './api'
import type { Wish } from './deletion'

/** The button that deletes all empty conversations, and how far that is. */
export function SweepButton({ onWish }: { onWish: (wish: Wish) => void }) {
  const client = useQueryClient()
  const { data } = useQuery(emptyQuery)
  const sweep = data?.sweep
  const running = sweep && !sweep.finished_at ? sweep : undefined
  const wasRunning = useRef(false)
  useEffect(() => {
    if (wasRunning.current && !running && sweep) {
      toast({ title: t('log.deleted', { n: sweep.deleted }), detail: t('log.deletedDetail') })
      for (const queryKey of [keys.log, ['log-counts']]) void client.invalidateQueries({ queryKey })
    }
    wasRunning.current = running !== undefined
  }, [client, running, sweep])

  const ask = async () => {
    const { count } = await client.fetchQuery({ ...emptyQuery, staleTime: 0 })
    if (count) onWish({ kind: 'empty', count })
    else toast({ title: t('log.deleteEmpty.none'), detail: t('log.deleteEmpty.noneDetail') })
  }
  if (running) {
    const { deleted: done, total } = running
    const words = t('log.sweeping', { done, total })
    return (
      <span className="log-sweeping" role="status">
        {words}
        <progress className="log-progress" value={done} max={Math.max(total, 1)} aria-label={words} />
      </span>
    )
  }
  return (
    <button type="button" className="btn danger-soft" onClick={() => void ask()}>
      <BrushCleaning className="i" size={15} aria-hidden="true" />
      {t('log.sweep')}
    </button>
  )
}
