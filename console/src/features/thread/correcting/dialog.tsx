import type { Id, Message } from '@baton/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../../lib/explain'
import { t } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { useMe } from '../../../lib/queries'
import { useStore } from '../../../lib/store'
import { toast } from '../../../lib/toasts'
import { health, isReachable } from '../../../live/connection'
import { Dialog } from '../../../ui/dialog-parts'
import { correctingApi } from './api'
import { begin, type Correction, corrections } from './draft'
import { Replayed } from './replayed'
import { Write } from './write'
import './words'
import '../../../styles/correcting.css'

interface CorrectDialogProps {
  message: Message
  turn: Id
  understood: string
  assistant: { id: Id; name: string }
  onClose: () => void
}

/** Writes a better answer, shows what it would change, and then publishes it. */
export function CorrectDialog({ message, turn, understood, assistant, onClose }: CorrectDialogProps) {
  const client = useQueryClient()
  const workspace = useMe().workspace.id
  const reachable = useStore(health, isReachable)
  const [written, setWritten] = useState<Correction>(
    () => corrections.read(workspace, turn) ?? begin(client, message, understood),
  )
  const [checking, setChecking] = useState<Correction | null>(null)
  const write = (next: Correction) => {
    setWritten(next)
    corrections.write(workspace, turn, next)
  }
  const restart = () => {
    setWritten(begin(client, message, understood))
    corrections.write(workspace, turn, null)
  }
  const publish = useMutation({
    mutationFn: (correction: Correction) => correctingApi.publish(assistant.id, correction),
    onSuccess: () => {
      corrections.write(workspace, turn, null)
      void client.invalidateQueries({ queryKey: keys.allSources })
      toast({
        title: t('correct.published', { bot: assistant.name }),
        detail: t('correct.publishedDetail'),
      })
      onClose()
    },
  })
  return (
    <Dialog
      title={t('correct.title')}
      lead={t('correct.lead', { bot: assistant.name })}
      open
      onClose={() => publish.isPending || onClose()}
      className="dialog wide correcting"
    >
      {checking ? (
        <Replayed
          assistant={assistant}
          turn={turn}
          correction={checking}
          reachable={reachable}
          busy={publish.isPending}
          problem={publish.error && explain(publish.error)}
          onPublish={() => publish.mutate(checking)}
          onBack={() => {
            publish.reset()
            setChecking(null)
          }}
        />
      ) : (
        <Write
          bot={assistant.name}
          written={written}
          reachable={reachable}
          onWrite={write}
          onRestart={restart}
          onCancel={onClose}
          onCheck={() => setChecking({ question: written.question.trim(), answer: written.answer.trim() })}
        />
      )}
    </Dialog>
  )
}
