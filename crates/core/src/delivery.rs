//! The ways on which something is delivered, and how they are.

crate::codes! {
    /// One way on which something is delivered.
    pub enum Hop {
        /// The public address leads here.
        Address = "address",
        /// Sockets: everything that is live.
        Socket = "socket",
        /// Polling, for networks that let no socket through.
        Polling = "polling",
        /// An upload of the largest size.
        Upload = "upload",
        /// Mail.
        Mail = "mail",
        /// Webhooks.
        Webhook = "webhook",
        /// Web Push, to browsers whose tabs are closed.
        Push = "push",
    }
}

crate::codes! {
    /// How a way is.
    pub enum Verdict {
        /// It works.
        Sound = "sound",
        /// It works, and something should be looked at.
        Doubtful = "doubtful",
        /// It does not work.
        Broken = "broken",
        /// There is nothing to try.
        Skipped = "skipped",
    }
}
