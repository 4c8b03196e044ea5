import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Moon } from 'lucide-react'
import { toastError } from '../../lib/explain'
import { t, teach } from '../../lib/i18n'
import { shift } from '../../lib/i18n/en/shift'
import { useMe } from '../../lib/queries'
import { teamApi, teammatesQuery } from '../../lib/team'
import { MenuItem, MenuToggle } from '../../ui/menu-parts'

teach(shift)

/** Whether one takes conversations; who does not gets nothing assigned. */
export function Availability({ onEndShift }: { onEndShift: () => void }) {
  const me = useMe()
  const client = useQueryClient()
  const { data } = useQuery(teammatesQuery)
  const own = data?.items.find((mate) => mate.id === me.user.id)
  const setting = useMutation({
    mutationFn: teamApi.setAvailable,
    onSuccess: () => client.invalidateQueries({ queryKey: teammatesQuery.queryKey }),
    onError: toastError,
  })
  const on = setting.isPending ? setting.variables : own !== undefined && !own.away
  return (
    <>
      <MenuToggle on={on} onToggle={(next) => setting.mutate(next)}>
        {t('user.available')}
      </MenuToggle>
      <MenuItem icon={<Moon className="i" size={15} aria-hidden="true" />} onSelect={onEndShift}>
        {t('shift.open')}
      </MenuItem>
    </>
  )
}
