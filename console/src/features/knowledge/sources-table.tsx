import type { KnowledgeSource } from '@baton/api'
import {
  CircleAlert,
  CircleCheck,
  Clock,
  Ellipsis,
  FileText,
  Globe,
  MessageSquareQuote,
  PencilLine,
  ScrollText,
  Trash2,
} from 'lucide-react'
import { t } from '../../lib/i18n'
import { ago, exact, useMinutes } from '../../lib/time'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem, MenuRule } from '../../ui/menu'

const KIND_ICON = { url: Globe, file: FileText, text: MessageSquareQuote, answer: PencilLine }

interface SourcesTableProps {
  sources: KnowledgeSource[]
  editable: boolean
  onView: (source: KnowledgeSource) => void
  onDelete: (source: KnowledgeSource) => void
}

/** What may be answered from, and how it stands. */
export function SourcesTable({ sources, editable, onView, onDelete }: SourcesTableProps) {
  return (
    <table className="tbl sources">
      <colgroup>
        <col />
        <col className="c-state" />
        <col className="c-passages" />
        <col className="c-updated" />
        <col className="c-actions" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('knowledge.source')}</th>
          <th scope="col">{t('knowledge.sync')}</th>
          <th scope="col" className="tr x-passages">
            {t('knowledge.passages')}
          </th>
          <th scope="col" className="x-updated">
            {t('knowledge.updated')}
          </th>
          <th scope="col">
            <span className="sr">{t('knowledge.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceLine
            key={source.id}
            source={source}
            editable={editable}
            onView={onView}
            onDelete={onDelete}
          />
        ))}
      </tbody>
    </table>
  )
}

function SourceLine({
  source,
  editable,
  onView,
  onDelete,
}: Omit<SourcesTableProps, 'sources'> & { source: KnowledgeSource }) {
  const now = useMinutes()
  const Icon = KIND_ICON[source.kind]
  return (
    <tr>
      <td>
        <div className="who">
          <span className="src-ic">
            <Icon className="i" size={17} aria-hidden="true" />
          </span>
          <span className="stack trunc">
            <button type="button" className="row-open trunc" onClick={() => onView(source)}>
              {source.title}
            </button>
            <span className="t-xs trunc">{kindWords(source)}</span>
          </span>
        </div>
      </td>
      <td>
        <State source={source} />
      </td>
      <td className="num muted tr x-passages">{source.status === 'ready' ? source.chunk_count : ''}</td>
      <td className="muted num x-updated">
        <time dateTime={source.updated_at} title={exact(source.updated_at)}>
          {ago(source.updated_at, now)}
        </time>
      </td>
      <td>
        <Menu
          align="end"
          trigger={
            <IconButton
              size="sm"
              className="over-row"
              label={t('knowledge.actionsFor', { title: source.title })}
            >
              <Ellipsis className="i" size={16} aria-hidden="true" />
            </IconButton>
          }
        >
          <MenuItem
            icon={<ScrollText className="i" size={15} aria-hidden="true" />}
            onSelect={() => onView(source)}
          >
            {t('knowledge.view')}
          </MenuItem>
          {editable && (
            <>
              <MenuRule />
              <MenuItem
                danger
                icon={<Trash2 className="i" size={15} aria-hidden="true" />}
                onSelect={() => onDelete(source)}
              >
                {t('knowledge.delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      </td>
    </tr>
  )
}

function kindWords(source: KnowledgeSource): string {
  if (source.kind === 'url')
    return source.url === source.title ? t('knowledge.kind.url') : `${t('knowledge.kind.url')}, ${source.url}`
  if (source.kind === 'file') return t('knowledge.kind.file', { n: source.document_count })
  return t(`knowledge.kind.${source.kind}`)
}

/** Where the import stands; a failure says why and what to do, where it happened. */
function State({ source }: { source: KnowledgeSource }) {
  const words = t(`knowledge.status.${source.status}`)
  switch (source.status) {
    case 'ready':
      return (
        <span className="row tight state-ready">
          <CircleCheck className="i" size={15} aria-hidden="true" />
          {words}
        </span>
      )
    case 'failed':
      return (
        <span className="stack">
          <span className="row tight state-failed">
            <CircleAlert className="i" size={15} aria-hidden="true" />
            {words}
          </span>
          {source.error && (
            <span className="t-xs muted clip2" title={source.error}>
              {source.error}
            </span>
          )}
        </span>
      )
    case 'importing':
      return (
        <span className="stack state-reading">
          <span>{words}</span>
          <span className="bar moving">
            <i />
          </span>
        </span>
      )
    case 'pending':
      return (
        <span className="row tight muted">
          <Clock className="i" size={15} aria-hidden="true" />
          {words}
        </span>
      )
  }
}
