//! The templates, compiled into the program. Of each there is a text, whose first line is the subject, and a page. What
//! is put into pages is escaped.

use super::{brand::Look, words::Words};
use crate::error::{AppError, Result};
use minijinja::{Environment, UndefinedBehavior, Value, context, value::Serde};
use std::sync::LazyLock;

/// Name, text, page.
const TEMPLATES: &[(&str, &str)] = &[
    ("layout.txt", include_str!("templates/layout.txt")),
    ("layout.html", include_str!("templates/layout.html")),
    ("button.html", include_str!("templates/button.html")),
    ("test.txt", include_str!("templates/test.txt")),
    ("test.html", include_str!("templates/test.html")),
    (
        "new_lead_captured.txt",
        include_str!("templates/new_lead_captured.txt"),
    ),
    (
        "new_lead_captured.html",
        include_str!("templates/new_lead_captured.html"),
    ),
    ("digest.txt", include_str!("templates/digest.txt")),
    ("digest.html", include_str!("templates/digest.html")),
    (
        "password_reset.txt",
        include_str!("templates/password_reset.txt"),
    ),
    (
        "password_reset.html",
        include_str!("templates/password_reset.html"),
    ),
    ("invitation.txt", include_str!("templates/invitation.txt")),
    ("invitation.html", include_str!("templates/invitation.html")),
    (
        "webhook_disabled.txt",
        include_str!("templates/webhook_disabled.txt"),
    ),
    (
        "webhook_disabled.html",
        include_str!("templates/webhook_disabled.html"),
    ),
    ("alert.txt", include_str!("templates/alert.txt")),
    ("alert.html", include_str!("templates/alert.html")),
    ("told.txt", include_str!("templates/told.txt")),
    ("told.html", include_str!("templates/told.html")),
    ("waiting.txt", include_str!("templates/waiting.txt")),
    ("waiting.html", include_str!("templates/waiting.html")),
    ("answer.txt", include_str!("templates/answer.txt")),
    ("answer.html", include_str!("templates/answer.html")),
];

static ENVIRONMENT: LazyLock<Result<Environment<'static>, minijinja::Error>> =
    LazyLock::new(environment);

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    // A misspelt name is found by the test that renders them all, and not by a reader.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("line", line);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is written.
pub(super) struct Page<'a> {
    /// Which template.
    pub(super) template: &'static str,
    /// How the workspace looks.
    pub(super) brand: &'a Look,
    /// The configured public address.
    pub(super) origin: &'a str,
    /// The name of whom it is for.
    pub(super) recipient: Option<&'a str>,
    /// What it tells.
    pub(super) told: Value,
    /// In which language.
    pub(super) words: &'static Words,
}

/// A mail as written.
pub(super) struct Written {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
}

/// Writes both parts.
pub(super) fn render(page: &Page<'_>) -> Result<Written> {
    let broken = |error: &minijinja::Error| {
        AppError::Internal(format!("mail template {}: {error:#}", page.template))
    };
    let environment = ENVIRONMENT.as_ref().map_err(broken)?;
    let write = |part: &str, subject: &str| {
        environment
            .get_template(&format!("{}.{part}", page.template))
            .and_then(|template| {
                template.render(context! {
                    brand => Serde(page.brand),
                    origin => page.origin,
                    recipient => page.recipient,
                    subject => subject,
                    told => page.told.clone(),
                    words => Serde(page.words),
                })
            })
            .map_err(|error| broken(&error))
    };
    let text: String = write("txt", "")?
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    let (subject, text) = text.split_once('\n').unwrap_or((&text, ""));
    Ok(Written {
        subject: subject.trim().to_owned(),
        text: text.trim_start().to_owned(),
        html: write("html", subject.trim())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{
        content::{Content, Line},
        told::{DigestTold, LeadTold, Named, PersonalTold, ResetTold},
        words::tests::SHIPPED,
    };
    use baton_ai::language::Language;
    use baton_core::role::Role;

    const LINK: &str = "https://chat.example/app/inbox/abc";

    /// Every kind of mail, with what somebody with bad intentions would put into each place.
    fn every(evil: &str) -> Vec<(&'static str, Value)> {
        fn told(value: &impl serde::Serialize) -> Value {
            Value::from(Serde(value))
        }
        let (text, link) = (|| evil.to_owned(), || LINK.to_owned());
        let invitation = Content::Invitation {
            workspace: text(),
            inviter: text(),
            role: Role::Editor,
            link: link(),
        };
        let lead = LeadTold {
            who: text(),
            name: Some(text()),
            email: Some(text()),
            phone: Some(text()),
            wants: Some(text()),
            fields: [(text(), text())].into(),
            workspace: text(),
            assistant: text(),
            page: Some(text()),
            link: link(),
        };
        let named = Named {
            who: text(),
            wants: Some(text()),
            link: link(),
        };
        let digest = DigestTold {
            workspace: text(),
            conversations: 12,
            leads: 1,
            claims: 3,
            resolved: 4,
            waiting: 2,
            mine: 1,
            named: vec![named],
            link: link(),
            settings: link(),
        };
        let reset = ResetTold {
            name: text(),
            link: link(),
        };
        let personal = PersonalTold {
            is_mention: true,
            by: text(),
            contact: text(),
            said: Some(text()),
            link: link(),
        };
        let alert = Content::Alert {
            is_lead: true,
            name: text(),
            path: "/app/inbox/abc".to_owned(),
        };
        let disabled = Content::WebhookDisabled {
            host: text(),
            is_gone: false,
            link: link(),
        };
        let waiting = Content::Waiting {
            contact: Some(text()),
            reason: text(),
            said: text(),
            path: "/app/inbox/abc".to_owned(),
        };
        let answer = Content::Answer {
            company: text(),
            lines: vec![Line {
                who: Some(text()),
                said: text(),
            }],
            link: link(),
            other: Some(link()),
            language: Language::German,
        };
        let all = vec![
            ("test", told(&Content::Test)),
            ("invitation", told(&invitation)),
            ("new_lead_captured", told(&lead)),
            ("digest", told(&digest)),
            ("password_reset", told(&reset)),
            ("told", told(&personal)),
            ("alert", told(&alert)),
            ("webhook_disabled", told(&disabled)),
            ("waiting", told(&waiting)),
            ("answer", told(&answer)),
        ];
        let shared = 3;
        assert_eq!(all.len() * 2 + shared, TEMPLATES.len(), "one of each");
        all
    }

    fn look(title: &str) -> Look {
        Look {
            title: title.to_owned(),
            accent: "#3840d3".to_owned(),
            on_accent: "#ffffff",
            footer: Some("Acme Ltd\n1 High Street".to_owned()),
            has_logo: false,
            is_own: true,
        }
    }

    fn written(template: &'static str, told: &Value, brand: &Look) -> Written {
        written_in(Language::English, template, told, brand)
    }

    /// With slashes as they are: escaped ones read the same.
    fn written_in(
        language: Language,
        template: &'static str,
        told: &Value,
        brand: &Look,
    ) -> Written {
        let mut mail = render(&Page {
            template,
            brand,
            origin: "https://chat.example",
            recipient: Some("Jörg"),
            told: told.clone(),
            words: Words::of(language),
        })
        .unwrap();
        mail.html = mail.html.replace("&#x2f;", "/");
        mail
    }

    #[test]
    fn what_people_write_is_neither_markup_nor_a_header() {
        let evil = "<script>alert(1)</script>\r\nBcc: all@example.com\u{7}\"><img src=x>";
        for (name, told) in every(evil) {
            let mail = written(name, &told, &look(evil));
            assert!(
                !mail.subject.is_empty() && !mail.subject.contains(['\r', '\n']),
                "{name}"
            );
            assert!(!mail.text.contains("\nBcc:"), "{name}: {}", mail.text);
            assert!(!mail.text.contains(['\r', '\u{7}']), "{name}");
            assert!(
                !mail.html.contains("<script") && !mail.html.contains("<img src=x"),
                "{name}"
            );
        }
    }

    /// R086: the site title and the footer of the workspace stand under every mail, in both parts.
    #[test]
    fn the_footer_is_that_of_the_workspace() {
        for (name, told) in every("Ölmühle") {
            let mail = written(name, &told, &look("Acme Help"));
            for part in [&mail.text, &mail.html] {
                for line in [
                    "Acme Help",
                    "Acme Ltd",
                    "1 High Street",
                    "https://chat.example",
                ] {
                    assert!(part.contains(line), "{name}: {line}");
                }
            }
        }
    }

    #[test]
    fn links_are_whole_in_both_parts() {
        for (name, told) in every("Ölmühle").into_iter().skip(1) {
            let mail = written(name, &told, &look("Acme"));
            assert!(mail.text.lines().any(|line| line == LINK), "{}", mail.text);
            let link = format!("href=\"{LINK}\"");
            assert!(mail.html.contains(&link), "{}", mail.html);
        }
    }

    /// A mail to a visitor says nothing of another language, and is written the right way round; what is meant for the
    /// team stays in English.
    #[test]
    fn what_visitors_get_is_in_their_language() {
        let all = every("Ölmühle");
        let (template, told) = all.last().unwrap();
        let english = written(template, told, &look("Acme"));
        for language in SHIPPED {
            let mail = written_in(language, template, told, &look("Acme"));
            let dir = if language == Language::Arabic {
                "rtl"
            } else {
                "ltr"
            };
            let html = format!("<html lang=\"{}\" dir=\"{dir}\">", language.code());
            assert!(mail.html.contains(&html), "{}", mail.html);
            assert!(
                mail.html
                    .contains(&format!("<table class=\"page\" dir=\"{dir}\""))
            );
            assert!(mail.subject.contains("Ölmühle") && !mail.subject.contains('{'));
            assert!(
                mail.html.contains(&mail.subject) && mail.text.contains("https://chat.example")
            );
            if language == Language::English {
                continue;
            }
            assert_ne!(mail.subject, english.subject, "{language}");
            for line in english.text.lines().filter(|line| line.contains(' ')) {
                let is_own = ["Ölmühle", "Acme", "1 High", "-- "]
                    .iter()
                    .any(|own| line.starts_with(own));
                assert!(is_own || !mail.text.contains(line), "{language}: {line}");
            }
        }
    }
}
