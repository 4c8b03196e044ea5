import type { Conversation } from '@baton/api'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ambient } from '../../../lib/ambient'
import { handoverApi, ordersQuery } from '../../../lib/handover'
import { t } from '../../../lib/i18n'
import { useMe } from '../../../lib/queries'
import { Dialog } from '../../../ui/dialog-parts'
import { Key } from '../../../ui/keys'
import type { BatonActions } from '../use-baton'
import { LASTING, type Lasting, untilOf } from './lasting'
import { leftOf, OrderField } from './order-field'
import '../brief/words'
import '../../../styles/handover.css'

interface HandBackProps {
  conversation: Conversation
  baton: BatonActions
  onClose: () => void
}

/** Hands back, with an order that the assistant keeps to, if one is written. */
export function HandBack({ conversation, baton, onClose }: HandBackProps) {
  const me = useMe().user.id
  const bot = conversation.assistant.name
  const { data } = useQuery(ordersQuery(conversation.id))
  const [text, setText] = useState('')
  const [lasting, setLasting] = useState<Lasting>('today')
  const [busy, setBusy] = useState(false)
  const body = text.trim()
  const left = leftOf(text)

  /** Undone, the order that was left goes with the rest. */
  const undone = async () => {
    const { items } = await handoverApi.orders(conversation.id)
    const own = items.findLast((order) => order.author.id === me && order.body === body)
    if (own) await handoverApi.removeOrder(conversation.id, own.id)
  }
  const handBack = async () => {
    if (busy || left < 0) return
    setBusy(true)
    const expires_at = untilOf(lasting, ambient.now())
    const done = body ? await baton.release({ body, expires_at }, undone) : await baton.release()
    setBusy(false)
    if (done) onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void handBack()
  }
  return (
    <Dialog title={t('order.title', { bot })} lead={t('order.lead', { bot })} open onClose={onClose}>
      <form onSubmit={submit}>
        <OrderField
          label={t('order.body')}
          placeholder={t('order.placeholder')}
          text={text}
          onText={setText}
          onSend={() => void handBack()}
        />
        <fieldset className="lasting" disabled={!body}>
          <legend>{t('order.until')}</legend>
          {LASTING.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="lasting"
                checked={each === lasting}
                onChange={() => setLasting(each)}
              />
              {t(`order.${each}`)}
            </label>
          ))}
        </fieldset>
        {data && !data.followed && <p className="order-note">{t('order.unfollowed')}</p>}
        <div className="acts">
          <button type="button" className="btn" onClick={onClose}>
            {t('order.cancel')}
          </button>
          <button type="submit" className="btn ai" disabled={busy || left < 0}>
            {t('order.handBack')} <Key name="Mod+↵" />
          </button>
        </div>
      </form>
    </Dialog>
  )
}
