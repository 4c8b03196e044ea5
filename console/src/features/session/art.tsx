import { t } from '../../lib/i18n'
import { BotMark, PersonMark } from '../../ui/marks'

/** The relay beside the sign-in: the assistant's leg, the wait, the person's leg, and back. */
export function Art() {
  return (
    <section className="art" aria-label={t('art.title')}>
      <div className="art-stage">
        <svg viewBox="0 0 880 900" width="880" height="900" aria-hidden="true">
          <g fill="none" strokeWidth="30" strokeLinecap="round">
            <path d="M-40 236H420c90 0 140 44 140 116" stroke="var(--ai-mark)" />
            <path d="M560 408c0 40-8 66-28 88" stroke="var(--wait-solid)" strokeDasharray="1 40" />
            <path
              d="M480 548c-40 40-110 44-180 44H250c-76 0-116 44-116 100 0 60 46 96 110 96h210"
              stroke="var(--human-mark)"
            />
            <path d="M526 788H1400" stroke="var(--ai-mark)" />
          </g>
        </svg>
        <span className="art-node" style={{ left: 300, top: 240 }}>
          <BotMark size={38} />
        </span>
        <span className="art-node round" style={{ left: 282, top: 596 }}>
          <PersonMark size={38} />
        </span>
        <span className="art-node" style={{ left: 628, top: 792 }}>
          <BotMark size={38} />
        </span>
        <div className="art-words">
          <h2 className="display">{t('art.title')}</h2>
          <p className="muted">{t('art.lead')}</p>
        </div>
        <p className="art-say" style={{ left: 96, top: 312, width: 300 }}>
          {t('art.ask')}
        </p>
        <p className="art-say" style={{ left: 210, top: 478, width: 236 }}>
          {t('art.person')}
        </p>
        <p className="art-say" style={{ left: 330, top: 668, width: 340 }}>
          {t('art.reply')}
        </p>
      </div>
    </section>
  )
}
