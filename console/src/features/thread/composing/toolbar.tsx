import { Bold, Code, Italic, Link2, List } from 'lucide-react'
import type { Format } from '../../../lib/format'
import { t } from '../../../lib/i18n'
import { IconButton } from '../../../ui/icon-button'

const TOOLS = [
  ['bold', Bold],
  ['italic', Italic],
  ['link', Link2],
  ['list', List],
  ['code', Code],
] as const

/** Markdown for those who do not type it. */
export function FormatBar({ onFormat }: { onFormat: (format: Format) => void }) {
  return (
    <span className="c-tools">
      {TOOLS.map(([format, Icon]) => (
        <IconButton
          key={format}
          size="sm"
          label={t(`composer.${format}`)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        >
          <Icon className="i" size={15} aria-hidden="true" />
        </IconButton>
      ))}
    </span>
  )
}
