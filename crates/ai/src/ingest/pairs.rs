//! `Q:` and `A:` lines, in the ways people write them, as headings that are questions.

/// What introduces a question, and the letter or word that then introduces its answer.
const MARKS: [(&str, &str); 13] = [
    ("q", "a"),
    ("question", "answer"),
    ("f", "a"),
    ("frage", "antwort"),
    ("p", "r"),
    ("pregunta", "respuesta"),
    ("pergunta", "resposta"),
    ("q", "r"),
    ("question", "réponse"),
    ("question", "reponse"),
    ("d", "r"),
    ("domanda", "risposta"),
    ("v", "a"),
];

/// `text` with each question line that an answer line follows turned into a heading, and the answer's mark removed.
pub(super) fn with_question_headings(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at + 1..).unwrap_or_default();
        if let Some((question, skipped, answer)) = pair(line, rest) {
            out.push_str("\n### ");
            out.push_str(question.trim());
            if !question.trim_end().ends_with(['?', '？', '؟']) {
                out.push('?');
            }
            out.push_str("\n\n");
            out.push_str(answer.trim());
            at += skipped + 2;
        } else {
            out.push_str(line);
            at += 1;
        }
        out.push('\n');
    }
    out
}

/// The question on `line`, how many blank lines are between, and the answer's first line.
fn pair<'a>(line: &'a str, rest: &[&'a str]) -> Option<(&'a str, usize, &'a str)> {
    let blank = rest
        .iter()
        .take_while(|line| line.trim().is_empty())
        .count();
    let next = rest.get(blank)?;
    MARKS.iter().find_map(|(question_mark, answer_mark)| {
        let question = after_mark(line, question_mark)?;
        let answer = after_mark(next, answer_mark)?;
        (!question.trim().is_empty()).then_some((question, blank, answer))
    })
}

/// What follows `Q:`, `**Q:**`, `Q.`, `Q1:` and the like.
fn after_mark<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let bare =
        line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#' | '-'));
    let head = bare.get(..mark.len())?;
    if !head.eq_ignore_ascii_case(mark) && head.to_lowercase() != mark {
        return None;
    }
    let rest = bare
        .get(mark.len()..)?
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start_matches('*').trim_start();
    let rest = rest.strip_prefix([':', '.', ')'])?;
    Some(rest.trim_matches(|c: char| c.is_whitespace() || c == '*'))
}

#[cfg(test)]
mod tests {
    use super::with_question_headings;

    #[test]
    fn marked_lines_become_headings() {
        for text in [
            "Q: Do you ship abroad?\nA: Yes, to the EU.",
            "**Q:** Do you ship abroad\n\n**A:** Yes, to the EU.",
            "Frage: Do you ship abroad?\nAntwort: Yes, to the EU.",
            "Q1. Do you ship abroad?\nA1. Yes, to the EU.",
        ] {
            assert_eq!(
                with_question_headings(text).trim(),
                "### Do you ship abroad?\n\nYes, to the EU.",
                "{text}"
            );
        }
    }

    #[test]
    fn a_question_without_an_answer_stays() {
        let text = "Q: open\nsomething else";
        assert_eq!(with_question_headings(text).trim(), text);
    }
}
