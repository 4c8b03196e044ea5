import type { Me } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { t, teach } from '../../lib/i18n'
import { settings } from '../../lib/i18n/en/settings'
import { useMe } from '../../lib/queries'
import { teammatesQuery } from '../../lib/team'
import { Empty } from '../../ui/empty'
import { TableSkeleton } from '../../ui/form/table'
import '../../ui/form/words'
import { Late } from '../../ui/late'
import { GROUPS, SECTIONS, type Section } from './sections'

teach(settings)

const isOpenTo = (me: Me) => (section: Section) =>
  !section.permission || me.permissions.includes(section.permission)

/** The section that is shown where none was chosen. */
export const firstSection = (me: Me) => SECTIONS.find(isOpenTo(me))?.id

/** The list of sections at the left, one of them beside it; on a phone the one or the other. */
export function Settings({ section, children }: { section: string | undefined; children: ReactNode }) {
  // Beside a section it is that section's heading that counts.
  const Title = section ? 'p' : 'h1'
  return (
    <main className={clsx('sheet settings', section && 'has-section')} id="main" tabIndex={-1}>
      <nav className="subnav" aria-label={t('settings.sections')} data-pane>
        <Title className="set-title">{t('settings.title')}</Title>
        <List />
      </nav>
      <div className="set-pane" data-pane>
        <Link to="/settings" className="set-back">
          <ChevronLeft className="i" size={18} aria-hidden="true" />
          {t('settings.title')}
        </Link>
        {children}
      </div>
    </main>
  )
}

function List() {
  const me = useMe()
  const open = SECTIONS.filter(isOpenTo(me))
  return GROUPS.map((group) => {
    const sections = open.filter((section) => section.group === group)
    if (!sections.length) return null
    return (
      <div className="set-group" key={group}>
        <p className="cap">{t(`settings.group.${group}`)}</p>
        {sections.map(({ id, label, icon: Icon, page }) => (
          <Link
            key={id}
            to="/settings/$section"
            params={{ section: id }}
            activeProps={{ 'aria-current': 'page' }}
            onPointerEnter={() => void page.preload?.()}
            onFocus={() => void page.preload?.()}
          >
            <Icon className="i" size={16} aria-hidden="true" />
            {t(label)}
            <ChevronRight className="i end" size={16} aria-hidden="true" />
          </Link>
        ))}
      </div>
    )
  })
}

/** One section, or why it is not shown. */
export function SectionPane({ id }: { id: string }) {
  const me = useMe()
  const section = SECTIONS.find((each) => each.id === id)
  if (!section) return <Nothing title={t('settings.none.title')} detail={t('settings.none.detail')} />
  if (!isOpenTo(me)(section)) return <Closed me={me} />
  const Page = section.page
  return (
    <Suspense
      fallback={
        <Late>
          <TableSkeleton />
        </Late>
      }
      key={id}
    >
      <Page />
    </Suspense>
  )
}

/** A section that their role does not open: who could, by name. */
function Closed({ me }: { me: Me }) {
  const { data } = useQuery(teammatesQuery)
  const owner = data?.items.find((mate) => mate.role === 'owner')
  const words = { workspace: me.workspace.name, role: t(`role.${me.role}`).toLowerCase() }
  const detail = owner
    ? t('settings.closed.owner', { ...words, owner: owner.name })
    : t('settings.closed.detail', words)
  return <Nothing picture="lock" title={t('settings.closed.title')} detail={detail} />
}

function Nothing({
  picture = 'search',
  title,
  detail,
}: {
  picture?: 'search' | 'lock'
  title: string
  detail: string
}) {
  return (
    <div className="set-nothing">
      <h1 className="sr">{title}</h1>
      <Empty picture={picture} title={title} detail={detail} />
    </div>
  )
}
