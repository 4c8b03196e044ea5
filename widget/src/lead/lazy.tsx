import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { addSheet } from '../lib/sheet'
import type { Form } from '../state/state'
import { useUi } from '../ui/context'

type Card = FunctionComponent<{ form: Form }>
let loaded: Card | undefined

/** The lead form, loaded when it is first asked for: most visitors never see it. */
export function LazyLeadCard({ form }: { form: Form }) {
  const { chat } = useUi()
  const [Loaded, setLoaded] = useState<Card | undefined>(() => loaded)
  useEffect(() => {
    if (Loaded) return
    import('./card').then(
      (module) => {
        addSheet(chat.root, module.css)
        loaded = module.LeadCard
        setLoaded(() => module.LeadCard)
      },
      () => {
        chat.closeForm()
        chat.store.dispatch({ type: 'failed', failed: true })
      },
    )
  }, [])
  return Loaded ? <Loaded form={form} /> : null
}
