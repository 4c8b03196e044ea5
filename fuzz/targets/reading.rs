//! What holds of every document that was read, whatever it was.

use baton_ai::{
    chunk::split,
    ingest::{BlockKind, Document, Format, Raw, read as ingest},
};

pub(crate) fn read(format: Format, bytes: &[u8]) {
    // As the import reads a file.
    let content = String::from_utf8_lossy(bytes);
    let raw = Raw {
        format,
        name: "page.html",
        url: Some("https://shop.example/help/page"),
        content: &content,
    };
    let Ok(document) = ingest(raw) else {
        return;
    };
    assert!(!document.title.is_empty() && document.title.chars().count() <= 200);
    assert!(!document.text.contains('\0'));
    whole(&document);
    let passages = split(uuid::Uuid::nil(), &document);
    for (position, passage) in passages.iter().enumerate() {
        assert_eq!(passage.position as usize, position);
        assert!(passage.start <= passage.end);
        assert!(
            document
                .text
                .get(passage.start as usize..passage.end as usize)
                .is_some()
        );
        assert!(!passage.text.trim().is_empty());
    }
}

/// Every range is one of the text.
fn whole(document: &Document) {
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        assert!(document.text.get(block.range.clone()).is_some());
        if let BlockKind::Table { header, rows } = &block.kind {
            for range in rows.iter().chain([header]) {
                assert!(document.text.get(range.clone()).is_some());
            }
        }
    }
}
