import { t } from '../../../lib/i18n'
import { Dialog } from '../../../ui/dialog'
import { CopyField } from '../../../ui/form/copy-field'

/** A secret, this once. */
export function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      title={t('hooks.secretTitle')}
      lead={t('hooks.secretLead')}
      open
      onClose={onClose}
      className="dialog form-dialog"
    >
      <CopyField label={t('hooks.secret')} text={secret} />
      <div className="acts">
        <button type="button" className="btn primary" onClick={onClose}>
          {t('hooks.copied')}
        </button>
      </div>
    </Dialog>
  )
}
