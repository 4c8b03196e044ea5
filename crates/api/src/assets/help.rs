//! The demo's help pages: HTML as it is, Markdown in the same frame.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../demo/knowledge"]
#[allow_missing = true]
struct Knowledge;

/// The shop's head, navigation and foot around an article.
const FRAME: &str = include_str!("help.html");

/// The page at `/help/{path}`.
pub(super) fn page(path: &str) -> Option<String> {
    let text = |extension: &str| {
        let file = Knowledge::get(&format!("{path}.{extension}"))?;
        Some(String::from_utf8_lossy(&file.data).into_owned())
    };
    text("html").or_else(|| Some(render(path, &text("md")?)))
}

fn render(path: &str, markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    // Our own pages have no HTML in their Markdown; what slipped in is shown as text.
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        event => event,
    });
    let mut article = String::new();
    html::push_html(&mut article, events);
    let (title, section) = (
        escape(&title(markdown)),
        path.split('/').next().unwrap_or_default(),
    );
    let mut letters = section.chars();
    let section: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    FRAME
        .replace("{{title}}", &title)
        .replace("{{section}}", &escape(&section))
        .replace("{{article}}", &article)
}

/// The words of the first heading.
fn title(markdown: &str) -> String {
    let mut inside = false;
    let mut title = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => inside = true,
            Event::End(TagEnd::Heading(_)) if inside => break,
            Event::Text(text) | Event::Code(text) if inside => title.push_str(&text),
            _ => {}
        }
    }
    title
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_framed_with_its_title() {
        let page = render(
            "orders/express",
            "# Fast & <b>free</b>\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
        );
        assert!(page.contains("<title>Fast &amp; "));
        assert!(page.contains("<td>1</td>") && page.contains("Help / Orders /"));
        assert!(!page.contains("<b>") && !page.contains("{{"));
    }
}
