import type { WidgetBaton, WidgetCatchUp, WidgetInit, WidgetMessage } from '@baton/api'

export function message(seq: number, extra: Partial<WidgetMessage> = {}): WidgetMessage {
  return {
    id: `m-${seq}`,
    seq,
    role: 'user',
    author_name: null,
    body: `message ${seq}`,
    client_id: extra.role && extra.role !== 'user' ? null : `c-${seq}`,
    state: 'complete',
    kind: null,
    citations: [],
    created_at: '2026-11-20T10:00:00.000Z',
    edited_at: null,
    ...extra,
  }
}

export function baton(epoch: number, holder: WidgetBaton['holder'], name: string | null = null): WidgetBaton {
  return {
    holder,
    epoch,
    person: name ? { name } : null,
    waiting_since: holder === 'nobody' ? '2026-11-20T10:00:00.000Z' : null,
    waits: holder === 'nobody' ? 'live' : null,
  }
}

export function session(extra: Partial<WidgetInit> = {}): WidgetInit {
  return {
    token: 't-1',
    token_expires_at: '2026-11-20T11:00:00.000Z',
    visitor: 'v-1',
    conversation: { id: 'conv-1', baton: baton(1, 'assistant'), last_seq: 0, turn: null },
    assistant: {
      id: 'a-1',
      name: 'Scout',
      greeting: 'Hello',
      brand_color: '#24483a',
      starter_prompts: [],
      lead_form: { title: '', fields: [] },
      avatar: null,
      theme: 'system',
      tagline: '',
      side: 'end',
      form_first: false,
      company: 'Larch & Tarn',
    },
    messages: [],
    rules: [],
    realtime: { key: 'k', host: 'h', port: 1, tls: false, path: '', channel: 'private-conversation.conv-1' },
    unread: 0,
    server_time: '2026-11-20T10:00:00.000Z',
    ...extra,
  }
}

export function catchUp(extra: Partial<WidgetCatchUp> = {}): WidgetCatchUp {
  return {
    items: [],
    changed: [],
    has_more: false,
    baton: baton(1, 'assistant'),
    turn: null,
    last_seq: 0,
    ...extra,
  }
}
