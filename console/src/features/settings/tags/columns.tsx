import { Ellipsis, Merge, Pencil, Trash2 } from 'lucide-react'
import { t } from '../../../lib/i18n'
import type { Column } from '../../../ui/form/table'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuChoices, MenuItem, MenuRule } from '../../../ui/menu'
import { COLOURS, type TagColour } from '../../../ui/tags/names'
import type { TagUse } from './api'

const NONE = 'none'

interface Acts {
  rename: (tag: TagUse) => void
  merge: (tag: TagUse) => void
  remove: (tag: TagUse) => void
  paint: (tag: TagUse, colour: TagColour | null) => void
}

export const columns = (acts: Acts): Column<TagUse>[] => [
  {
    id: 'name',
    title: t('tags.name'),
    cell: ({ name, leaving }) => (
      <span className="tags-name">
        <span className="chip" data-tag={name} title={name}>
          <span>{name}</span>
        </span>
        {leaving && (
          <span className="chip line" title={t('tags.leavingHint')}>
            {t('tags.leaving')}
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'used',
    title: t('tags.used'),
    width: 'w-120',
    cell: ({ conversations, more }) => `${conversations.toLocaleString('en')}${more ? '+' : ''}`,
  },
  {
    id: 'acts',
    title: t('tags.acts'),
    quiet: true,
    width: 'w-120',
    cell: (tag) => (
      <span className="tags-acts">
        {!tag.leaving && <ColourMenu tag={tag} onPaint={(colour) => acts.paint(tag, colour)} />}
        <ActsMenu tag={tag} {...acts} />
      </span>
    ),
  },
]

function Dot({ colour }: { colour: TagColour | null }) {
  return (
    <span
      className={colour ? 'tag-dot' : 'tag-dot is-none'}
      style={colour ? { background: `var(--tag-${colour})` } : undefined}
      aria-hidden="true"
    />
  )
}

function ColourMenu({ tag, onPaint }: { tag: TagUse; onPaint: (colour: TagColour | null) => void }) {
  const label = t('tags.colour', { tag: tag.name })
  return (
    <Menu
      align="end"
      label={label}
      trigger={
        <IconButton size="sm" label={label}>
          <Dot colour={tag.colour} />
        </IconButton>
      }
    >
      <MenuChoices
        value={tag.colour ?? NONE}
        onChoose={(next) => onPaint(COLOURS.find((each) => each === next) ?? null)}
        choices={[NONE, ...COLOURS].map((value) => ({
          value,
          label: (
            <span className="tag-choice">
              <Dot colour={COLOURS.find((each) => each === value) ?? null} />
              {t(`tags.colour.${value as TagColour}`)}
            </span>
          ),
        }))}
      />
    </Menu>
  )
}

function ActsMenu({ tag, rename, merge, remove }: { tag: TagUse } & Omit<Acts, 'paint'>) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton size="sm" label={t('tags.menu', { tag: tag.name })}>
          <Ellipsis className="i" size={16} aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem icon={<Pencil className="i" size={15} aria-hidden="true" />} onSelect={() => rename(tag)}>
        {t('tags.rename')}
      </MenuItem>
      <MenuItem icon={<Merge className="i" size={15} aria-hidden="true" />} onSelect={() => merge(tag)}>
        {t('tags.merge')}
      </MenuItem>
      <MenuRule />
      <MenuItem
        danger
        icon={<Trash2 className="i" size={15} aria-hidden="true" />}
        onSelect={() => remove(tag)}
      >
        {t('tags.delete')}
      </MenuItem>
    </Menu>
  )
}
