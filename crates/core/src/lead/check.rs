//! What a filled form has to be. The widget asks the same before it sends; both are held to the vectors in
//! `packages/api/vectors/lead-form.json`.

use super::{LeadField, LeadFieldType, LeadForm};
use crate::text::{Email, parse_phone};
use std::collections::BTreeMap;

/// Answers by the key of their field; a ticked box is anything but empty.
pub type Values = BTreeMap<String, String>;

/// The longest answer, in characters.
const LONGEST: usize = 500;
/// The longest name, in characters.
const LONGEST_NAME: usize = 120;

crate::codes! {
    /// What is wrong with an answer.
    pub enum Fault {
        /// There is none.
        Required = "required",
        /// Not an e-mail address.
        Email = "email",
        /// Not a phone number.
        Phone = "phone",
        /// Not a number.
        Number = "number",
        /// None of the options.
        Choice = "choice",
        /// Too long.
        Long = "long",
        /// The box is not ticked.
        Consent = "consent",
    }
}

impl LeadForm {
    /// The fields that are asked: a way to answer may not be asked for without leave to use it.
    pub fn asked(&self) -> Vec<LeadField> {
        let field = |key: &str, kind| LeadField {
            key: key.to_owned(),
            label: String::new(),
            kind,
            required: true,
            options: Vec::new(),
        };
        let mut fields = self.fields.clone();
        if fields.is_empty() {
            fields.push(LeadField {
                label: "Email".to_owned(),
                ..field("email", LeadFieldType::Email)
            });
        }
        if !fields.iter().any(|f| f.kind == LeadFieldType::Consent) {
            fields.push(field("consent", LeadFieldType::Consent));
        }
        fields
    }

    /// What is wrong with a filled form, by key; nothing when it may be stored.
    pub fn faults(&self, values: &Values) -> BTreeMap<String, Fault> {
        faults(&self.asked(), values)
    }

    /// What is wrong with answers that somebody gave without being asked all of it: nothing is missing, but what is there
    /// has to be of its kind.
    pub fn faults_of_given(&self, values: &Values) -> BTreeMap<String, Fault> {
        let mut fields = self.asked();
        for field in &mut fields {
            field.required = false;
        }
        faults(&fields, values)
    }
}

fn faults(fields: &[LeadField], values: &Values) -> BTreeMap<String, Fault> {
    let wrong = |field: &LeadField| {
        let value = values.get(&field.key).map_or("", |value| value.trim());
        Some((field.key.clone(), fault(field, value)?))
    };
    fields.iter().filter_map(wrong).collect()
}

fn fault(field: &LeadField, value: &str) -> Option<Fault> {
    if value.is_empty() {
        let missing = match field.kind {
            LeadFieldType::Consent => Fault::Consent,
            _ => Fault::Required,
        };
        return field.required.then_some(missing);
    }
    let longest = if field.key == "name" {
        LONGEST_NAME
    } else {
        LONGEST
    };
    if value.chars().count() > longest {
        return Some(Fault::Long);
    }
    let (ok, fault) = match field.kind {
        LeadFieldType::Email => (Email::parse(value).is_ok(), Fault::Email),
        LeadFieldType::Phone => (parse_phone(value).is_ok(), Fault::Phone),
        LeadFieldType::Number => (is_number(value), Fault::Number),
        LeadFieldType::Choice => (field.options.iter().any(|o| o == value), Fault::Choice),
        LeadFieldType::Text | LeadFieldType::Consent => (true, Fault::Long),
    };
    (!ok).then_some(fault)
}

/// Digits, with a sign and one comma or point where wanted: `-12,5`.
fn is_number(value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let value = value.strip_prefix('-').unwrap_or(value);
    match value.split_once(['.', ',']) {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(value),
    }
}

impl Fault {
    /// What to do about it.
    pub fn advice(self, field: &LeadField) -> String {
        match self {
            Self::Required => format!("{} is needed.", field.label),
            Self::Email => "Enter an e-mail address like name@example.com.".to_owned(),
            Self::Phone => {
                "Enter a phone number with its country code, like +44 7700 900 123.".to_owned()
            }
            Self::Number => "Enter a number.".to_owned(),
            Self::Choice => "Choose one of the options.".to_owned(),
            Self::Long => "Shorten this.".to_owned(),
            Self::Consent => "Please tick this box so that we may contact you.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        fields: Vec<LeadField>,
        values: Values,
        faults: BTreeMap<String, Fault>,
    }

    // R069: the widget's test reads the same file.
    #[test]
    fn every_vector_is_judged_as_the_widget_judges_it() {
        let text = include_str!("../../../../packages/api/vectors/lead-form.json");
        let vectors: Vec<Vector> = serde_json::from_str(text).unwrap();
        assert!(vectors.len() > 30);
        for vector in vectors {
            let form = LeadForm {
                title: String::new(),
                fields: vector.fields,
            };
            assert_eq!(
                form.faults(&vector.values),
                vector.faults,
                "{}",
                vector.name
            );
        }
    }

    #[test]
    fn what_was_not_asked_for_is_not_missed_but_has_to_be_of_its_kind() {
        let form = LeadForm::default();
        assert!(form.faults_of_given(&Values::new()).is_empty());
        let wrong = Values::from([("email".to_owned(), "ana".to_owned())]);
        let expected = BTreeMap::from([("email".to_owned(), Fault::Email)]);
        assert_eq!(form.faults_of_given(&wrong), expected);
    }
}
