//! A web page to Markdown: its main content, without what a reader would not see.

use dom_query::{Document as Dom, NodeRef, Selection};
use dom_smoothie::{Config, Readability};

use super::Source;
use crate::text::one_line;

/// Never content, wherever it stands.
const NOISE: &str = "script, style, noscript, template, iframe, object, embed, svg, canvas, form, button, input, select, \
    textarea, dialog, nav, aside, [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], \
    [role=search], [role=dialog], [role=alertdialog], [role=complementary]";
/// Content only within an article.
const PAGE_FRAME: &str = "body > header, body > footer, #header, #footer, .cookie-banner, .cookie-consent, #cookie-banner, \
    .breadcrumb, .breadcrumbs, .skip-link, .sr-only, .visually-hidden";
/// Where pages say that their content is.
const LANDMARKS: [&str; 4] = ["main", "[role=main]", "article", "#content"];
/// A landmark with less text than this is not trusted, in bytes.
const ENOUGH: usize = 120;
/// Deepest nesting that is parsed.
const DEEPEST: usize = 400;
/// Elements whose end tag may be left out, or that have none.
const ENDLESS: [&str; 24] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "br", "img",
    "input", "meta", "link", "hr", "source", "col", "wbr", "area", "base", "embed", "path",
];
/// Larger pages are read whole instead of by their density.
const MOST_ELEMENTS: usize = 100_000;

/// Reads `html`, fetched from `url`.
pub(super) fn source(html: &str, url: Option<&str>) -> Source {
    if is_too_deep(html) {
        return Source {
            text: super::markdown::text_between_tags(html),
            ..Source::default()
        };
    }
    let dom = Dom::from(html);
    let address = dom
        .select_single("link[rel=canonical]")
        .attr("href")
        .map(|href| href.to_string());
    let title = title_of(&dom);
    let language = dom
        .select_single("html")
        .attr("lang")
        .map(|tag| tag.to_string());
    let url = canonical(address, url);
    remove_unseen(&dom);
    name_questions(&dom);
    dom.select(PAGE_FRAME).remove();
    head_tables(&dom);
    let text = landmark(&dom).unwrap_or_else(|| readable(&dom, url.as_deref()));
    Source {
        title,
        url,
        language,
        text,
    }
}

/// Whether elements are nested deeper than any page needs. Walking such a tree would take long, and exhaust the stack.
/// Comments are no tags, and an end tag ends only what is open. That is a guess at what the parser will do: pages that are
/// made to fool it are stopped by the limits of the process that reads them.
fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = match after.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->").map_or("", |(_, after)| after),
            None => after,
        };
        let (is_end, tag) = match after.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, after),
        };
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        // Tags that may stay open count only where they nest nothing.
        if name.is_empty() || ENDLESS.contains(&name.as_str()) {
            continue;
        }
        if !is_end {
            open.push(name);
        } else if let Some(at) = open.iter().rposition(|open| *open == name) {
            open.truncate(at);
        }
        if open.len() > DEEPEST {
            return true;
        }
    }
    false
}

fn title_of(dom: &Dom) -> Option<String> {
    let text = |selector| {
        let selection: Selection<'_> = dom.select_single(selector);
        one_line(&selection.text())
    };
    let headline = text("main h1, article h1, h1");
    let og = dom
        .select_single("meta[property='og:title']")
        .attr("content")
        .map(|t| one_line(&t));
    let page = text("title");
    [Some(headline), og, Some(page)]
        .into_iter()
        .flatten()
        .find(|title| !title.is_empty())
}

/// The canonical address where it is on the host that was fetched; a page cannot speak for another site.
fn canonical(named: Option<String>, fetched: Option<&str>) -> Option<String> {
    let base = fetched.and_then(|url| url::Url::parse(url).ok());
    match (named, base) {
        (Some(named), Some(base)) => {
            let same = base
                .join(&named)
                .ok()
                .filter(|url| url.host_str() == base.host_str());
            Some(same.unwrap_or(base).to_string())
        }
        (Some(named), None) => Some(named).filter(|url| url.starts_with("http")),
        (None, base) => base.map(|url| url.to_string()),
    }
}

fn remove_unseen(dom: &Dom) {
    dom.select(NOISE).remove();
    for node in dom.select("[style]").nodes() {
        let style: String = node
            .attr("style")
            .map(|style| style.to_lowercase().split_whitespace().collect())
            .unwrap_or_default();
        if hides(&style) {
            node.remove_from_parent();
        }
    }
    let comments: Vec<NodeRef<'_>> = dom
        .root()
        .descendants_it()
        .filter(NodeRef::is_comment)
        .collect();
    for comment in comments {
        comment.remove_from_parent();
    }
}

/// Whether a style attribute, in lower case without spaces, makes its element invisible.
fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        matches!(
            rule,
            "display:none"
                | "visibility:hidden"
                | "opacity:0"
                | "font-size:0"
                | "font-size:0px"
                | "font-size:1px"
                | "height:0"
                | "width:0"
                | "color:transparent"
        ) || rule.starts_with("left:-9999")
            || rule.starts_with("text-indent:-9999")
            || rule.starts_with("display:none!")
    })
}

/// Accordions and definition lists are how pages write questions and answers: their terms become headings.
fn name_questions(dom: &Dom) {
    dom.select("summary, dt").rename("h4");
    dom.select("details, dl, dd").rename("div");
}

/// Gives tables without a head an empty one: Markdown would take their first row for it.
fn head_tables(dom: &Dom) {
    for table in dom.select("table").nodes() {
        let table = Selection::from(*table);
        let first = table.select("tr").first();
        let (heads, cells) = (first.select("th").length(), first.select("td").length());
        if cells > 0 {
            let head = "<th></th>".repeat(heads + cells);
            table.prepend_html(format!("<thead><tr>{head}</tr></thead>"));
        }
    }
}

fn landmark(dom: &Dom) -> Option<String> {
    LANDMARKS.iter().find_map(|selector| {
        let found = dom.select(selector);
        let text: Vec<String> = found
            .nodes()
            .iter()
            .filter(|node| {
                let above = node.ancestors(None);
                !found
                    .nodes()
                    .iter()
                    .any(|other| above.iter().any(|node| node.id == other.id))
            })
            .map(|node| node.md(None).to_string())
            .collect();
        let text = text.join("\n\n");
        (text.len() >= ENOUGH).then_some(text)
    })
}

/// The main content by its density, for pages without landmarks; all of the body where that finds little.
fn readable(dom: &Dom, url: Option<&str>) -> String {
    let body = dom
        .body()
        .map(|body| body.md(None).to_string())
        .unwrap_or_default();
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let article = Readability::with_document(dom.clone(), url, Some(config))
        .and_then(|mut page| page.parse())
        .map(|article| Dom::from(article.content).md(None).to_string());
    match article {
        Ok(text) if text.len() >= ENOUGH && text.len() * 3 >= body.len() => text,
        _ => body,
    }
}
