import { Link } from '@tanstack/react-router'
import { t } from '../lib/i18n'
import { Empty } from '../ui/empty'

export function NotFound() {
  return (
    <main className="sheet centred" id="main">
      <h1 className="sr">{t('notFound.title')}</h1>
      <Empty picture="search" title={t('notFound.title')} detail={t('notFound.detail')}>
        <Link className="btn" to="/inbox" search={{}}>
          {t('notFound.action')}
        </Link>
      </Empty>
    </main>
  )
}
