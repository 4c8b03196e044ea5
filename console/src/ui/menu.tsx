import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end' | 'center'
  side?: 'top' | 'bottom' | 'left' | 'right'
  width?: number
  label?: string
}

/** A menu on a button; a sheet from below on a phone. */
export function Menu({ trigger, children, align = 'start', side = 'bottom', width, label }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          {...(label ? { 'aria-label': label } : {})}
          {...(width ? { style: { width } } : {})}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
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
