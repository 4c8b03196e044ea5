import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu, MenuChoices } from './menu'

const ANY = 'any'

interface ChoiceProps {
  label: string
  /** The words for no choice. */
  any: string
  value: string | undefined
  choices: { value: string; label: ReactNode }[]
  onChoose: (value: string | undefined) => void
}

/** A menu that narrows a table by one of its choices, or by none. */
export function Choice({ label, any, value, choices, onChoose }: ChoiceProps) {
  return (
    <Menu
      label={label}
      trigger={
        <button type="button" className={clsx('drop box', value && 'is-set')}>
          {choices.find((each) => each.value === value)?.label ?? any}
          <ChevronDown className="i" size={14} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        value={value ?? ANY}
        onChoose={(next) => onChoose(next === ANY ? undefined : next)}
        choices={[{ value: ANY, label: any }, ...choices]}
      />
    </Menu>
  )
}
