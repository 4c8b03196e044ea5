import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/i18n'
import { countsQuery } from '../../lib/queries'
import { Empty } from '../../ui/empty'
import { Key } from '../../ui/keys'

/** The middle pane while no conversation is open. */
export function NoThread({ onNextWaiting }: { onNextWaiting: () => void }) {
  const { data: counts } = useQuery(countsQuery)
  const zero = counts?.waiting === 0
  return (
    <section className="thread centred none" aria-label={t('empty.thread.title')}>
      <Empty
        picture={zero ? 'relay' : 'nobody'}
        title={t(zero ? 'empty.thread.zero' : 'empty.thread.title')}
        detail={t(zero ? 'empty.thread.zeroDetail' : 'empty.thread.detail')}
      >
        {counts && !zero && (
          <button type="button" className="btn human" onClick={onNextWaiting}>
            {t('empty.mine.action')} <Key name="W" />
          </button>
        )}
      </Empty>
    </section>
  )
}
