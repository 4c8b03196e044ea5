/** Asking the one who holds the baton for it. */
export const asking = {
  'asking.title': 'Ask {name} for it?',
  'asking.detail':
    '{name} holds this conversation right now, and is asked on any page. If they are gone, you can take it after 30 seconds.',
  'asking.note': 'A word to {name}, if you like',
  'asking.placeholder': 'I know this customer',
  'asking.ask': 'Ask for it',
  'asking.again': 'Ask again',
  'asking.strip': 'Asked for the baton',
  'asking.asks': '{name} asks for this conversation',
  'asking.asksFor': '{name} asks for {contact}',
  'asking.answer': 'A word to {name}',
  'asking.handOver': 'Hand over',
  'asking.keep': 'Keep it',
  'asking.youAsked': 'You asked {name} for it · {clock}',
  'asking.silent': '{name} has not answered yet',
  'asking.gone': '{name} is gone and has not answered',
  'asking.other': '{name} has asked {holder} for it',
  'asking.kept': '{name} keeps {contact}',
  'asking.handed': '{name} has it now',
} as const
