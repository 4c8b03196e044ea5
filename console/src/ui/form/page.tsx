import type { ReactNode } from 'react'

/** The frame of a section of the settings: what it is for, what can be done with all of it, and its content. */
export function SettingsSection({
  title,
  lead,
  actions,
  children,
}: {
  title: string
  lead?: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <header className="page-head set-head">
        <div>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className="end">{actions}</div>}
      </header>
      <div className="set-content">{children}</div>
    </>
  )
}
