import { expect, test } from 'vitest'
import { t, teach } from '../src/lib/i18n'
import { desk } from '../src/lib/i18n/en/desk'
import { firstRun } from '../src/lib/i18n/en/first-run'
import { form } from '../src/lib/i18n/en/form'
import { keyboard } from '../src/lib/i18n/en/keyboard'
import { knowledge } from '../src/lib/i18n/en/knowledge'
import { log } from '../src/lib/i18n/en/log'
import { nothing } from '../src/lib/i18n/en/nothing'
import { session } from '../src/lib/i18n/en/session'
import { settings } from '../src/lib/i18n/en/settings'
import { account } from '../src/lib/i18n/en/settings/account'
import { apiTokens } from '../src/lib/i18n/en/settings/api-tokens'
import { audit } from '../src/lib/i18n/en/settings/audit'
import { businessHours } from '../src/lib/i18n/en/settings/business-hours'
import { cannedReplies } from '../src/lib/i18n/en/settings/canned-replies'
import { delivery } from '../src/lib/i18n/en/settings/delivery'
import { digest } from '../src/lib/i18n/en/settings/digest'
import { handoverSettings } from '../src/lib/i18n/en/settings/handover-settings'
import { mail } from '../src/lib/i18n/en/settings/mail'
import { members } from '../src/lib/i18n/en/settings/members'
import { system } from '../src/lib/i18n/en/settings/system'
import { tags } from '../src/lib/i18n/en/settings/tags'
import { shift } from '../src/lib/i18n/en/shift'
import { team } from '../src/lib/i18n/en/team'
import { amending } from '../src/lib/i18n/en/thread/amending'
import { asking } from '../src/lib/i18n/en/thread/asking'
import { autopilot } from '../src/lib/i18n/en/thread/autopilot'
import { copilot } from '../src/lib/i18n/en/thread/copilot'
import { correcting } from '../src/lib/i18n/en/thread/correcting'
import { files } from '../src/lib/i18n/en/thread/files'
import { handover } from '../src/lib/i18n/en/thread/handover'
import { letGoWords } from '../src/lib/i18n/en/thread/let-go'
import { scheduled } from '../src/lib/i18n/en/thread/scheduled'
import { thread } from '../src/lib/i18n/en/thread/thread'
import { views } from '../src/lib/i18n/en/views'
import { workspace } from '../src/lib/i18n/en/workspace'

test('what a page brings along is said on that page only', () => {
  const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  const pages: [object, RegExp][] = [
    [knowledge, /features\/knowledge\/|routes\/knowledge|i18n/],
    [keyboard, /features\/shell\/(help|shortcuts-help)|i18n/],
    [correcting, /features\/thread\/correcting\/|i18n/],
    [copilot, /features\/thread\/|i18n/],
    [desk, /features\/(inbox\/desk|thread)\/|live\/snooze|ui\/when\/|i18n/],
    [views, /features\/inbox\/views\/|i18n/],
    [handover, /features\/thread\/|i18n/],
    [amending, /features\/thread\/amending\/|i18n/],
    [files, /features\/thread\/files\/|i18n/],
    [scheduled, /features\/thread\/scheduled\/|i18n/],
    [asking, /features\/thread\/|live\/asked|i18n/],
    [autopilot, /features\/(thread\/|inbox\/(row-marks|filters))|i18n/],
    [nothing, /features\/inbox\/nothing|i18n/],
    [session, /features\/session\/|i18n/],
    [settings, /features\/settings\/|routes\/settings|i18n/],
    [thread, /features\/(thread|contact)\/|routes\/beside|features\/knowledge\/ask|live\/lost-race|i18n/],
    [team, /features\/(thread|contact)\/|live\/(assign|notices)|i18n/],
    [letGoWords, /live\/let-go|i18n/],
    [businessHours, /features\/settings\/business-hours\/|ui\/hours\/|i18n/],
    [cannedReplies, /features\/settings\/canned-replies\/|i18n/],
    [tags, /features\/settings\/tags\/|i18n/],
    [apiTokens, /features\/settings\/api-tokens\/|i18n/],
    [audit, /features\/settings\/audit\/|i18n/],
    [log, /features\/log\/|routes\/log|i18n/],
    [members, /features\/settings\/team\/|i18n/],
    [account, /features\/settings\/account\/|i18n/],
    [form, /live\/member|features\/settings\/|ui\/form\/|i18n/],
    [delivery, /features\/settings\/delivery\/|i18n/],
    [mail, /features\/settings\/mail\/|i18n/],
    [system, /features\/settings\/system\/|i18n/],
    [firstRun, /features\/first-run\/|i18n/],
    [handoverSettings, /features\/settings\/handover\/|i18n/],
    [shift, /features\/shell\/(availability|shift\/)|i18n/],
    [workspace, /features\/shell\/create-workspace|i18n/],
    [digest, /features\/settings\/digest\/|i18n/],
  ]
  // What stands in quotes, once for each file: there are a thousand words and hundreds of files.
  const said = Object.entries(sources).map(
    ([file, text]) => [file, new Set(text.match(/'[\w.-]+'/g))] as const,
  )
  const strays = pages.flatMap(([words, place]) =>
    said.flatMap(([file, quoted]) =>
      place.test(file)
        ? []
        : Object.keys(words)
            .filter((key) => quoted.has(`'${key}'`))
            .map((key) => `${file}: ${key}`),
    ),
  )
  expect(strays).toEqual([])
  teach(session)
  expect(t('signin.title')).toBe('Welcome back')
})
