//! Patterns for `LIKE`, in words that both databases read alike: `ESCAPE '!'`.

/// `text` anywhere, in lower case, with nothing in it that `LIKE` would read.
pub(crate) fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.trim().to_lowercase().chars().take(100) {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn nothing_in_a_search_is_read_as_a_pattern() {
        assert_eq!(like(" 50%_Off! "), "%50!%!_off!!%");
    }
}
