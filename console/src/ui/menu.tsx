import type * as Parts from './menu-parts'
import { lazyPart } from './on-demand/lazy-part'
import { OnDemand } from './on-demand/on-demand'

const load = () => import('./menu-parts')

/** One part of the menu, fetched with the others. */
function part<K extends keyof typeof Parts>(name: K): (typeof Parts)[K] {
  return lazyPart(async () => ({
    default: (await load())[name] as unknown as () => null,
  })) as unknown as (typeof Parts)[K]
}

const OpenMenu = part('OpenMenu')
export const MenuItem = part('MenuItem')
export const MenuChoices = part('MenuChoices')
export const MenuToggle = part('MenuToggle')
export const MenuCaption = part('MenuCaption')
export const MenuRule = part('MenuRule')
export const StatusChoices = part('StatusChoices')

/** A menu on a button; a sheet from below on a phone. */
export function Menu(props: Parts.MenuProps) {
  return (
    <OnDemand trigger={props.trigger} popup="menu" preload={load}>
      <OpenMenu {...props} />
    </OnDemand>
  )
}
