//! Correcting an answer: the team writes what a question is answered with. What that would change is seen before it does.

mod alike;
mod outcome;
pub mod publish;
pub mod replay;

use crate::error::{InField as _, Result};
use baton_ai::{answer::Passage, chunk::Chunk};
use baton_core::text::{Body, Invalid};
use uuid::Uuid;

/// What a correction is called in the audit log.
const ACTION: &str = "knowledge.correct";
/// The longest question that is answered, in characters.
const LONGEST_QUESTION: usize = 300;

/// A question, and what the team has it answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// On one line.
    question: String,
    /// Markdown.
    answer: String,
}

impl Correction {
    /// Cleans and checks what somebody wrote.
    pub fn parse(question: &str, answer: &str) -> Result<Self> {
        Ok(Self {
            question: one_line(question).in_field("question")?,
            answer: written(answer).in_field("answer")?,
        })
    }

    /// Its only passage.
    fn chunk(&self, document: Uuid) -> Chunk {
        Chunk::curated(document, &self.question, &self.answer)
    }

    /// The same as an answer may cite it.
    fn passage(&self, (id, document): (Uuid, Uuid)) -> Passage {
        Passage {
            chunk_id: id,
            document_id: document,
            title: self.question.clone(),
            question: Some(self.question.clone()),
            text: self.answer.clone(),
            is_curated: true,
            ..Passage::default()
        }
    }
}

fn one_line(question: &str) -> Result<String, Invalid> {
    let clean = Body::parse(question);
    let clean = clean.map_err(|_wrong| match question.trim() {
        "" => Invalid("Write the question that this answers."),
        _ => Invalid("Keep the question under 300 characters."),
    })?;
    let words: Vec<&str> = clean.as_str().split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() > LONGEST_QUESTION {
        return Err(Invalid("Keep the question under 300 characters."));
    }
    Ok(line)
}

fn written(answer: &str) -> Result<String, Invalid> {
    let clean = Body::parse(answer);
    let clean = clean.map_err(|_wrong| match answer.trim() {
        "" => Invalid("Write the answer."),
        _ => Invalid("Keep the answer under 4,000 characters."),
    })?;
    Ok(clean.into_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AppError;

    fn refused(question: &str, answer: &str) -> String {
        match Correction::parse(question, answer) {
            Err(AppError::Invalid(fields)) => fields.into_values().collect(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn what_somebody_writes_is_cleaned_and_checked() {
        let ours = Correction::parse(" Do boots\ncome back  free? ", " Yes.\n").unwrap();
        assert_eq!(
            (ours.question.as_str(), ours.answer.as_str()),
            ("Do boots come back free?", "Yes.")
        );
        assert_eq!(
            refused(" ", "Yes."),
            "Write the question that this answers."
        );
        assert_eq!(refused("Why?", "\n"), "Write the answer.");
        assert!(refused(&"x".repeat(301), "Yes.").contains("300"));
        assert!(refused("Why?", &"x".repeat(4_001)).contains("4,000"));
    }
}
