//! Files that are sent with messages.

use crate::id::AttachmentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Files of one message.
pub const MAX_FILES: usize = 10;

/// Width and height beyond which a picture is shown as a file: a browser would unpack it to gigabytes.
const LARGEST_SIDE: u32 = 16_384;
/// The same of its area.
const LARGEST_AREA: u64 = 50_000_000;

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attachment {
    /// Under which it is fetched.
    pub id: AttachmentId,
    /// What it is called.
    pub name: String,
    /// What it is, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Pixels, of a picture that can be shown.
    pub width: Option<u32>,
    /// Pixels, of a picture that can be shown.
    pub height: Option<u32>,
}

impl Attachment {
    /// Whether it may be shown in place: everything else is only ever saved.
    pub fn is_picture(&self) -> bool {
        is_picture_type(&self.media_type) && shown(self.width.zip(self.height)).is_some()
    }
}

/// Pictures that browsers show and that cannot run anything.
pub fn is_picture_type(media_type: &str) -> bool {
    ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(&media_type)
}

/// The size of a picture, where it is one that can be shown.
pub fn shown(size: Option<(u32, u32)>) -> Option<(u32, u32)> {
    size.filter(|(width, height)| {
        let is_sane = |side: &u32| (1..=LARGEST_SIDE).contains(side);
        let area = u64::from(*width) * u64::from(*height);
        is_sane(width) && is_sane(height) && area <= LARGEST_AREA
    })
}

/// What is said in a message, with its files by name, for readers of words alone.
pub fn in_words(body: &str, files: &[Attachment]) -> String {
    let mut text = body.to_owned();
    for file in files {
        if !text.is_empty() {
            text.push('\n');
        }
        text.extend(["[", &file.name, "]"]);
    }
    text
}

/// What a file is called: its last part, without what could mislead or break something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 120;

    /// Cleans a name. Every name becomes one that can be shown and saved: a file is not lost over what it is called.
    pub fn clean(text: &str) -> Self {
        let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
        let plain: String = last.chars().filter(|c| !misleads(*c)).collect();
        let plain: String = plain
            .chars()
            .map(|c| if r#"<>:"|?*"#.contains(c) { '_' } else { c })
            .collect();
        let plain = plain.trim_matches(|c: char| c.is_whitespace() || c == '.');
        if plain.is_empty() {
            return Self("file".to_owned());
        }
        Self(shortened(plain))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a click on the saved file would run it.
    pub fn is_program(&self) -> bool {
        const PROGRAMS: &[&str] = &[
            "apk", "app", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "js", "jse",
            "lnk", "msc", "msi", "msp", "pif", "ps1", "reg", "scr", "sh", "vb", "vbe", "vbs",
            "wsf", "wsh",
        ];
        let ending = self.0.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| PROGRAMS.contains(&&*ending.to_ascii_lowercase()))
    }
}

/// Control characters, and what turns the direction of writing or is not seen.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
}

/// A name that is not too long, with its ending.
fn shortened(name: &str) -> String {
    const LONGEST_ENDING: usize = 12;
    let many = name.chars().count();
    if many <= FileName::MAX_CHARS {
        return name.to_owned();
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending)
        .filter(|ending| (1..=LONGEST_ENDING).contains(&ending.chars().count()));
    let kept = FileName::MAX_CHARS - ending.map_or(0, |ending| ending.chars().count() + 1);
    let start: String = name.chars().take(kept).collect();
    ending.map_or_else(|| start.clone(), |ending| format!("{start}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_one_that_can_be_shown_and_saved() {
        for (given, cleaned) in [
            ("report.pdf", "report.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ana\\photo.png", "photo.png"),
            ("a\0b\r\nc.txt", "abc.txt"),
            // Shown as "annexe.txt" it would be a program.
            ("ann\u{202e}txt.exe", "anntxt.exe"),
            ("  .hidden. ", "hidden"),
            ("..", "file"),
            ("", "file"),
            ("a\"b<c>.txt", "a_b_c_.txt"),
            ("Фото 1.jpg", "Фото 1.jpg"),
        ] {
            assert_eq!(FileName::clean(given).as_str(), cleaned, "{given:?}");
        }
        let long = FileName::clean(&format!("{}.pdf", "ä".repeat(500)));
        assert_eq!(long.as_str().chars().count(), FileName::MAX_CHARS);
        assert!(long.as_str().ends_with("ä.pdf"));
    }

    #[test]
    fn a_program_is_told_by_its_name() {
        for name in ["a.EXE", "report.pdf.js", "ann\u{202e}txt.scr", "x.ps1."] {
            assert!(FileName::clean(name).is_program(), "{name}");
        }
        for name in ["exe", "a.pdf", "notes.md", "a.exe.txt"] {
            assert!(!FileName::clean(name).is_program(), "{name}");
        }
    }

    #[test]
    fn only_pictures_of_a_sane_size_are_shown() {
        let id = uuid::Uuid::nil().into();
        let of = |media_type: &str, width, height| Attachment {
            id,
            name: "x".to_owned(),
            media_type: media_type.to_owned(),
            size: 1,
            width,
            height,
        };
        assert!(of("image/png", Some(640), Some(480)).is_picture());
        assert!(!of("image/png", None, None).is_picture());
        assert!(!of("image/svg+xml", Some(1), Some(1)).is_picture());
        assert!(!of("text/html", Some(1), Some(1)).is_picture());
        assert!(!of("image/png", Some(40_000), Some(1)).is_picture());
        assert!(!of("image/png", Some(16_000), Some(16_000)).is_picture());
        assert!(!of("image/png", Some(0), Some(1)).is_picture());
    }
}
