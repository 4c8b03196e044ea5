//! One mail, and how it is written.

use super::Undelivered;
use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::time::SystemTime;

/// A mail to one person.
#[derive(Clone)]
pub struct Mail {
    /// Its id without the angle brackets, the same in every try: receivers that got it twice show it once.
    pub id: String,
    /// Whom it is for.
    pub to: String,
    /// Their name, where it is known.
    pub to_name: Option<String>,
    /// In place of the configured sender's name.
    pub from_name: Option<String>,
    /// What it is about, on one line.
    pub subject: String,
    /// For those who read text.
    pub text: String,
    /// For those who read HTML.
    pub html: String,
    /// Shown in the HTML as `cid:logo`.
    pub logo: Option<Picture>,
    /// When it is written.
    pub at: SystemTime,
}

/// A picture that travels with a mail.
#[derive(Clone)]
pub struct Picture {
    /// Like `image/png`.
    pub kind: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Leaves out what is written: it may hold a link that lets somebody in.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mail({}, to {})", self.id, self.to)
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}, {} bytes)", self.kind, self.bytes.len())
    }
}

impl Mail {
    /// The mail as it goes over the wire.
    pub(super) fn write(&self, from: &Mailbox) -> Result<Message, Undelivered> {
        let to = address(&self.to).map_err(|reason| {
            Undelivered::Never(format!("{} is no e-mail address: {reason}", self.to))
        })?;
        let to_name = self.to_name.as_deref().map(line);
        let sender = match self.from_name.as_deref().map(line) {
            Some(name) if !name.is_empty() => Mailbox::new(Some(name), from.email.clone()),
            _ => from.clone(),
        };
        let message = Message::builder()
            .message_id(Some(format!("<{}>", self.id)))
            .date(self.at)
            .from(sender)
            .to(Mailbox::new(to_name.filter(|name| !name.is_empty()), to))
            .subject(line(&self.subject))
            // Told to machines: no answer of an absent person, no list.
            .raw_header(raw("Auto-Submitted", "auto-generated")?)
            .raw_header(raw("X-Auto-Response-Suppress", "All")?);
        message
            .multipart(self.parts()?)
            .map_err(|error| Undelivered::Never(format!("the mail cannot be written: {error}")))
    }

    fn parts(&self) -> Result<MultiPart, Undelivered> {
        let text = SinglePart::plain(self.text.clone());
        let html = SinglePart::html(self.html.clone());
        let both = MultiPart::alternative().singlepart(text);
        let Some(logo) = &self.logo else {
            return Ok(both.singlepart(html));
        };
        let kind = ContentType::parse(&logo.kind)
            .map_err(|error| Undelivered::Never(format!("{}: {error}", logo.kind)))?;
        let picture = Attachment::new_inline("logo".to_owned()).body(logo.bytes.clone(), kind);
        let shown = MultiPart::related().singlepart(html).singlepart(picture);
        Ok(both.multipart(shown))
    }
}

fn raw(name: &str, value: &str) -> Result<HeaderValue, Undelivered> {
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|error| Undelivered::Never(error.to_string()))?;
    Ok(HeaderValue::new(name, value.to_owned()))
}

/// An address whose host is written as the domain name system has it: names in other scripts need no help of the server.
pub(super) fn address(text: &str) -> Result<Address, String> {
    let (local, host) = text.rsplit_once('@').ok_or("there is no @")?;
    let host = match url::Host::parse(host).map_err(|error| error.to_string())? {
        url::Host::Domain(name) => name,
        address => address.to_string(),
    };
    Address::new(local, host).map_err(|error| error.to_string())
}

/// A text on one line: nobody's name begins a header of its own.
fn line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !is_turner(*c))
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What turns the direction of writing, and so makes an address look like another one.
const fn is_turner(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            id: "0190@chat.example".to_owned(),
            to: "jörg@müller.example".to_owned(),
            to_name: Some("Jörg\r\nBcc: all@example.com".to_owned()),
            from_name: None,
            subject: "Grüße\nX-Evil: 1\u{202e}".to_owned(),
            text: "Grüße aus Köln\n".to_owned(),
            html: "<p>Grüße aus Köln</p>".to_owned(),
            logo: None,
            at: SystemTime::UNIX_EPOCH,
        }
    }

    fn from() -> Mailbox {
        "Baton <baton@chat.example>".parse().unwrap()
    }

    #[test]
    fn names_and_subjects_begin_no_header() {
        let written = mail().write(&from()).unwrap().formatted();
        let written = String::from_utf8(written).unwrap();
        let (head, _) = written.split_once("\r\n\r\n").unwrap();
        let names: Vec<_> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .filter_map(|line| line.split_once(':'))
            .map(|(name, _)| name.to_lowercase())
            .collect();
        for injected in ["bcc", "x-evil"] {
            assert!(!names.iter().any(|name| name == injected), "{head}");
        }
        assert!(head.contains("Message-ID: <0190@chat.example>"), "{head}");
        assert!(head.contains("@xn--mller-kva.example"), "{head}");
        assert!(head.contains("multipart/alternative"), "{head}");
    }

    #[test]
    fn what_is_no_address_is_refused_for_good() {
        for bad in ["nobody", "a b@example.com", "a@exa mple.com", "a@"] {
            let mail = Mail {
                to: bad.to_owned(),
                ..mail()
            };
            let refused = mail.write(&from()).unwrap_err();
            assert!(matches!(refused, Undelivered::Never(_)), "{bad}");
        }
    }

    #[test]
    fn a_logo_travels_beside_the_page_that_shows_it() {
        let logo = Picture {
            kind: "image/png".to_owned(),
            bytes: vec![1, 2, 3],
        };
        let mail = Mail {
            logo: Some(logo),
            ..mail()
        };
        let written = String::from_utf8(mail.write(&from()).unwrap().formatted()).unwrap();
        assert!(written.contains("multipart/related"));
        assert!(written.contains("Content-ID: <logo>"), "{written}");
    }

    #[test]
    fn a_mail_prints_nothing_of_what_it_says() {
        assert_eq!(
            format!("{:?}", mail()),
            "Mail(0190@chat.example, to jörg@müller.example)"
        );
    }
}
