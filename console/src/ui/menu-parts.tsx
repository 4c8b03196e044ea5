import type { LeadStatus } from '@baton/api'
import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Fragment, type ReactElement, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../lib/i18n'
import { Key } from './keys'
import { LEAD_STATUSES } from './lead-chip'

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>
  children: ReactNode
  align?: 'start' | 'end' | 'center'
  side?: 'top' | 'bottom' | 'left' | 'right'
  width?: number
  label?: string
}

/** The menu itself, open from the start: it is loaded when it is asked for. */
export function OpenMenu({ trigger, children, align = 'start', side = 'bottom', width, label }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  // In the landmark of its button, so that who goes by landmarks finds it there.
  const [landmark, setLandmark] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => setLandmark(button.current?.closest('header, nav, aside, main') ?? document.body), [])
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild ref={button}>
        {trigger}
      </DropdownMenu.Trigger>
      {landmark && (
        <DropdownMenu.Portal container={landmark}>
          <DropdownMenu.Content
            className="menu"
            align={align}
            side={side}
            sideOffset={4}
            collisionPadding={8}
            onKeyDown={(event) => {
              if (pressByDigit(event.currentTarget, event.key)) event.preventDefault()
            }}
            {...(label ? { 'aria-label': label } : {})}
            {...(width ? { style: { width } } : {})}
          >
            {children}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      )}
    </DropdownMenu.Root>
  )
}

interface ItemProps {
  icon?: ReactNode
  end?: ReactNode
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon, end, danger, disabled, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item
      className={danger ? 'mi danger' : 'mi'}
      disabled={disabled ?? false}
      onSelect={onSelect}
    >
      {icon}
      {children}
      {end && <span className="end">{end}</span>}
    </DropdownMenu.Item>
  )
}

/** One of several, the chosen one with a check. */
export function MenuChoices<T extends string>({
  value,
  choices,
  onChoose,
}: {
  value: T
  choices: { value: T; label: ReactNode; end?: ReactNode; ruled?: boolean }[]
  onChoose: (value: T) => void
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChoose(next as T)}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          className={choice.ruled ? 'mi ruled' : 'mi'}
        >
          <span className="mi-check">
            <DropdownMenu.ItemIndicator>
              <Check className="i" size={15} aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </span>
          {choice.label}
          {choice.end && <span className="end">{choice.end}</span>}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export function MenuToggle({
  on,
  onToggle,
  children,
}: {
  on: boolean
  onToggle: (on: boolean) => void
  children: ReactNode
}) {
  return (
    <DropdownMenu.CheckboxItem
      className="mi"
      checked={on}
      onCheckedChange={onToggle}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="mi-check">
        <DropdownMenu.ItemIndicator>
          <Check className="i" size={15} aria-hidden="true" />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  )
}

export function MenuCaption({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="cap">{children}</DropdownMenu.Label>
}

export function MenuRule() {
  return <DropdownMenu.Separator className="menu-rule" />
}

/** The stages of a lead; the keys 1 to 5 pick one while the menu is open. */
export function StatusChoices({
  status,
  onPick,
}: {
  status: LeadStatus
  onPick: (status: LeadStatus) => void
}) {
  return (
    <DropdownMenu.RadioGroup
      value={status}
      onValueChange={(next) => onPick(next as LeadStatus)}
      aria-label={t('leads.statusList')}
    >
      {LEAD_STATUSES.map((each, index) => (
        <Fragment key={each}>
          {each === 'won' && <DropdownMenu.Separator className="menu-rule" />}
          <DropdownMenu.RadioItem className="mi" value={each} data-status-key={index + 1}>
            <span className={`lead lead-${each} bare`}>{t(`leads.status.${each}`)}</span>
            <span className="end">
              <Key name={String(index + 1)} />
            </span>
          </DropdownMenu.RadioItem>
        </Fragment>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

/** Presses the item that a digit names, as a click would. */
function pressByDigit(menu: HTMLElement, digit: string): boolean {
  const item = /^[1-5]$/.test(digit) ? menu.querySelector<HTMLElement>(`[data-status-key="${digit}"]`) : null
  item?.click()
  return item !== null
}
