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
