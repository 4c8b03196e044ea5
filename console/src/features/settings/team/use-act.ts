import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toastError } from '../../../lib/explain'
import { keys } from '../../../lib/keys'

/** Does something to the team, and then asks for it anew, whatever came of it. */
export function useAct<A, R>(act: (argument: A) => Promise<R>, done: (argument: A, result: R) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (result, argument) => done(argument, result),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: keys.members }),
  })
}
