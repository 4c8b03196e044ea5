import type { Me } from '@baton/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Crown } from 'lucide-react'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { date, useMinutes } from '../../../lib/time'
import { toast } from '../../../lib/toasts'
import { acceptOffer, declineOffer, offerQuery } from './api'
import { useAct } from './use-act'

/** A workspace that is on offer: to whom it is offered, and to who offers it. */
export function Offer() {
  const client = useQueryClient()
  const me = useMe()
  const now = useMinutes()
  const { data } = useQuery(offerQuery)
  const workspace = me.workspace.name
  const accept = useAct(acceptOffer, (_, next: Me) => {
    client.setQueryData(keys.session, next)
    toast({ title: t('team.offerAccepted', { workspace }) })
  })
  const decline = useAct(declineOffer, () => toast({ title: t('team.offerGone') }))
  const offer = data?.offer
  if (!offer) return null
  const mine = offer.to.id === me.user.id
  const until = date(offer.expires_at, now)
  return (
    <section className="notice" aria-label={t('team.offer')}>
      <Crown className="i" size={18} aria-hidden="true" />
      <p className="grow">
        {mine
          ? t('team.offeredToYou', { name: offer.from.name, workspace, date: until })
          : t('team.offeredTo', { name: offer.to.name, workspace, date: until })}
      </p>
      <button
        type="button"
        className="btn"
        disabled={decline.isPending}
        onClick={() => decline.mutate(undefined)}
      >
        {t(mine ? 'team.offerDecline' : 'team.offerWithdraw')}
      </button>
      {mine && (
        <button
          type="button"
          className="btn primary"
          disabled={accept.isPending}
          onClick={() => accept.mutate(undefined)}
        >
          {t('team.offerAccept')}
        </button>
      )}
    </section>
  )
}
