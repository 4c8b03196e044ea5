//! What a team says about its tags.

crate::codes! {
    /// The colour of a tag: none of those that say who holds the baton.
    pub enum TagColour {
        /// Between green and blue.
        Teal = "teal",
        /// A green that is nearly yellow.
        Olive = "olive",
        /// As of wood.
        Brown = "brown",
        /// Between red and violet.
        Plum = "plum",
        /// Between blue and red.
        Violet = "violet",
        /// A gray that is nearly blue.
        Slate = "slate",
    }
}
