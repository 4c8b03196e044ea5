export const nothing = {
  'empty.inbox.title': 'No conversations yet',
  'empty.inbox.detail': 'They appear here the moment a visitor writes in the widget.',
  'empty.inbox.action': 'Get started',
  'empty.waiting.title': 'Nobody is waiting',
  'empty.waiting.detail': 'When a visitor asks for a person, the conversation lands here.',
  'empty.waiting.today': 'The median wait today was {wait}. Pour yourself a coffee.',
  'empty.waiting.action': 'Open All',
  'empty.need.title': 'Nobody seems to need a person',
  'empty.need.detail':
    'Conversations of the assistant come here when it has no answer, when a visitor asks again or sounds unhappy.',
  'empty.mine.title': 'You hold no baton',
  'empty.mine.detail': 'Claim a waiting chat, or take one over from the assistant.',
  'empty.search.detail': 'The search covers messages, reasons and contacts.',
  'empty.filter.title': 'Nothing with these filters',
  'empty.search.meant': 'Did you mean {q}? The search covers messages, reasons and contacts.',
  'empty.search.again': 'Search {q}',
  'empty.filter.detail': {
    one: 'The filters hide {n} conversation.',
    other: 'The filters hide {n} conversations.',
  },
  'empty.filter.detailMany': 'The filters hide more than 99 conversations.',
} as const
