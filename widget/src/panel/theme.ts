import { brand } from '../lib/color'
import { addSheet } from '../lib/sheet'
import type { Bridge } from '../loader/bridge'

/** Light or dark as the page fixes it, else the assistant, else as the system has it now; and the shop's colour in either. */
export function followTheme({ root, frame, theme }: Bridge): (color: string, wanted?: string) => void {
  const write = addSheet(root, '')
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  let color = ''
  let fixed = theme
  const apply = () => {
    const dark = fixed === 'dark' || (fixed !== 'light' && scheme.matches)
    const { fill, on } = brand(color, dark)
    frame.dataset.theme = dark ? 'dark' : 'light'
    write(`.r{--w-brand:${fill};--w-brand-on:${on}}`)
  }
  scheme.addEventListener('change', apply)
  return (next, wanted) => {
    color = next
    fixed = theme ?? wanted
    apply()
  }
}
