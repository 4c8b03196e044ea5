import type { Brief, BriefFact, BriefFailed } from '@baton/api'
import { type PlainKey, t } from '../../../lib/i18n'

const LABELS: Record<string, PlainKey> = {
  name: 'brief.label.name',
  email: 'brief.label.email',
  phone: 'brief.label.phone',
  page: 'brief.label.page',
  language: 'brief.label.language',
  device: 'brief.label.device',
  wants: 'brief.label.wants',
}

/** How a fact is called: the keys of a form by themselves. */
export function labelOf({ label }: BriefFact): string {
  const known = LABELS[label]
  return known ? t(known) : label.charAt(0).toUpperCase() + label.slice(1).replaceAll('_', ' ')
}

/** What did not work, in a sentence. */
export function failureText({ how, text }: BriefFailed, name: string): string {
  return how === 'unreachable' ? t('brief.unreachable', { name, text }) : t(`brief.${how}`, { text })
}

/** A brief to paste elsewhere: one line for each of its rows. */
export function asText(brief: Brief): string {
  const facts = (all: BriefFact[]) => all.map((fact) => `${labelOf(fact)}: ${fact.value}`).join('; ')
  const tried = brief.tried.map(({ text, sources }) =>
    sources.length ? `${text} (${sources.map((source) => source.title).join(', ')})` : text,
  )
  const failed = brief.failed.map((each) => failureText(each, brief.assistant))
  const rows: [PlainKey, string][] = [
    ['brief.wants', [...brief.wants.map((quote) => quote.text), ...summaryOf(brief)].join(' / ')],
    ['brief.known', facts(brief.known)],
    ['brief.tried', tried.join(' / ')],
    ['brief.failed', failed.join(' / ')],
    ['brief.collected', facts(brief.collected)],
    ['brief.first', brief.first_line.text],
  ]
  const told = rows.filter(([, text]) => text).map(([key, text]) => `${t(key)}: ${text}`)
  return [t(`brief.by.${brief.written_by}`), ...told].join('\n')
}

function summaryOf({ summary, assistant }: Brief): string[] {
  return summary ? [t('brief.summary', { name: assistant, text: summary.text })] : []
}
