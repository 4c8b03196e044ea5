/** What only the wait for a person says; it brings these words along. */
export const wait = {
  waiting: 'Waiting for a person, ',
  minutes: '{m} min {s} s',
  email_me: 'Email me instead',
  stay: 'Stay with {assistant}',
  wait_next: 'You are next.',
  wait_place: 'You are number {n}.',
  wait_nobody: 'Nobody is at their desk right now. The team has been told.',
  wait_about: 'Lately it took about {m} min.',
  wait_between: 'Lately it took {from} to {to} min.',
  wait_late: 'This takes longer than it should. We can answer by email.',
  wait_closed: 'The team is not there right now.',
  wait_closed_until: 'The team is back on {when}.',
  wait_mail: 'The answer comes by email. Whatever you add here reaches the team.',
}
