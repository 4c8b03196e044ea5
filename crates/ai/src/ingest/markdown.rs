//! Markdown and plain text to clean Markdown.

use pulldown_cmark::{Event, Parser};

use super::Source;
use super::pairs::with_question_headings;
use super::structure::OPTIONS;

/// Markdown without front matter (whose `title`, `url` and `lang` are taken), raw HTML and comments.
pub(super) fn source(content: &str) -> Source {
    let content = content.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (mut source, body) = front_matter(&content);
    source.text = with_question_headings(&without_html(body));
    source
}

/// Plain text: indentation is not code, and `Q:`/`A:` lines are questions. A short first line is the title.
pub(super) fn plain_source(content: &str) -> Source {
    let content = content.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut text = String::with_capacity(content.len());
    for line in content.lines() {
        // `<` and `#` mean themselves in plain text.
        let line = line.trim().replace('<', "\\<");
        let marker = if line.starts_with('#') { "\\" } else { "" };
        write_line(&mut text, marker, &line);
    }
    let mut lines = content
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let title = lines
        .next()
        .filter(|line| line.chars().count() <= 80 && !line.ends_with(['.', ':', '?', '!', ',']))
        .filter(|line| !line.contains(':') && lines.next().is_some())
        .map(str::to_owned);
    Source {
        title,
        text: with_question_headings(&text),
        ..Source::default()
    }
}

fn write_line(text: &mut String, marker: &str, line: &str) {
    text.push_str(marker);
    text.push_str(line);
    text.push('\n');
}

fn front_matter(content: &str) -> (Source, &str) {
    let mut source = Source::default();
    let Some(rest) = content.strip_prefix("---\n") else {
        return (source, content);
    };
    let Some((matter, body)) = rest.split_once("\n---\n") else {
        return (source, content);
    };
    for line in matter.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        match key.trim() {
            "title" => source.title = Some(value),
            "url" | "canonical" => source.url = Some(value),
            "lang" | "language" => source.language = Some(value),
            _ => {}
        }
    }
    (source, body)
}

/// `markdown` without HTML: comments, scripts and tags go, text between tags stays.
fn without_html(markdown: &str) -> String {
    let mut clean = String::with_capacity(markdown.len());
    let mut copied = 0;
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            clean.push_str(markdown.get(copied..range.start).unwrap_or_default());
            push_text_between_tags(&mut clean, &html);
            copied = copied.max(range.end);
        }
    }
    clean.push_str(markdown.get(copied..).unwrap_or_default());
    clean
}

/// The text of `html` without its tags, scripts and comments.
pub(super) fn text_between_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    push_text_between_tags(&mut text, html);
    text
}

fn push_text_between_tags(clean: &mut String, html: &str) {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        clean.push_str(before);
        let end = if tag.starts_with("!--") {
            "-->"
        } else if tag.starts_with("script") {
            "</script>"
        } else if tag.starts_with("style") {
            "</style>"
        } else {
            ">"
        };
        if tag.starts_with("br") {
            clean.push(' ');
        }
        rest = tag.split_once(end).map_or("", |(_, rest)| rest);
    }
    clean.push_str(rest);
}
