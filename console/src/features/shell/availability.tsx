import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { toastError } from '../../lib/explain'
import { t } from '../../lib/i18n'
import { useMe } from '../../lib/queries'
import { teamApi, teammatesQuery } from '../../lib/team'
import { MenuToggle } from '../../ui/menu-parts'

/** Whether one takes conversations; who does not gets nothing assigned. */
export function Availability() {
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
    <MenuToggle on={on} onToggle={(next) => setting.mutate(next)}>
      {t('user.available')}
    </MenuToggle>
  )
}
