//! Where a conversation takes place.

crate::codes! {
    /// The channel of a conversation.
    pub enum Channel {
        /// The website widget.
        Widget = "widget",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// Instagram direct messages.
        Instagram = "instagram",
        /// Facebook Messenger.
        Messenger = "messenger",
        /// Telegram.
        Telegram = "telegram",
        /// E-mail.
        Email = "email",
        /// None: the visitor is played by the server, for a teammate who practises.
        Practice = "practice",
    }
}

impl Channel {
    /// Whether what was said there can still be changed or taken back: only where every reader is shown it by us. What was
    /// handed to somebody else's network, or mailed, is out.
    pub const fn lets_amend(self) -> bool {
        match self {
            Self::Widget | Self::Practice => true,
            Self::Whatsapp | Self::Instagram | Self::Messenger | Self::Telegram | Self::Email => {
                false
            }
        }
    }
}
