export const nothing = {
  'empty.inbox.title': 'No conversations yet',
  'empty.inbox.detail': 'They appear here the moment a visitor writes in the widget.',
  'empty.inbox.action': 'Get started',
  'empty.waiting.title': 'Nobody is waiting',
  'empty.waiting.detail': 'When a visitor asks for a person, the conversation lands here.',
  'empty.waiting.action': 'Open All',
  'empty.mine.title': 'You hold no baton',
  'empty.mine.detail': 'Claim a waiting chat, or take one over from the assistant.',
  'empty.search.detail': 'The search covers messages, reasons and contacts.',
  'empty.filter.title': 'Nothing with these filters',
  'empty.filter.detail': {
    one: 'The filters hide {n} conversation.',
    other: 'The filters hide {n} conversations.',
  },
  'empty.filter.detailMany': 'The filters hide more than 99 conversations.',
} as const
