//! Reading the measuring sets: a folder with `scifact/` (BEIR layout) and `clinc150/data_full.json`.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use baton_ai::chunk::Chunk;
use baton_ai::index::Index;
use baton_ai::language::Language;
use serde::Deserialize;
use uuid::Uuid;

/// A document of a set.
#[derive(Clone, Debug)]
pub struct Doc {
    pub id: Uuid,
    pub title: String,
    pub text: String,
}

/// A question, and the documents that answer it.
#[derive(Clone, Debug)]
pub struct Question {
    pub text: String,
    pub relevant: HashSet<Uuid>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

#[derive(Debug)]
pub struct Scifact {
    pub docs: Vec<Doc>,
    pub train: Vec<Question>,
    pub test: Vec<Question>,
}

fn lines(path: &Path) -> Result<Vec<Line>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

fn doc_id(id: &str) -> Uuid {
    Uuid::from_u128(id.bytes().fold(1_u128, |hash, byte| {
        hash.wrapping_mul(257) + u128::from(byte)
    }))
}

pub fn scifact(data: &Path) -> Result<Scifact> {
    let folder = data.join("scifact");
    let docs = lines(&folder.join("corpus.jsonl"))?
        .into_iter()
        .map(|line| Doc {
            id: doc_id(&line.id),
            title: line.title,
            text: line.text,
        })
        .collect();
    let queries: HashMap<String, String> = lines(&folder.join("queries.jsonl"))?
        .into_iter()
        .map(|line| (line.id, line.text))
        .collect();
    let judged = |name: &str| -> Result<Vec<Question>> {
        let text = std::fs::read_to_string(folder.join("qrels").join(name))?;
        let mut relevant: Vec<(String, HashSet<Uuid>)> = Vec::new();
        for line in text.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(query), Some(doc), Some(score)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            if score == "0" {
                continue;
            }
            match relevant.iter_mut().find(|(known, _)| known == query) {
                Some((_, docs)) => drop(docs.insert(doc_id(doc))),
                None => relevant.push((query.to_owned(), HashSet::from([doc_id(doc)]))),
            }
        }
        let question = |(id, relevant): (String, HashSet<Uuid>)| {
            Some(Question {
                text: queries.get(&id)?.clone(),
                relevant,
            })
        };
        Ok(relevant.into_iter().filter_map(question).collect())
    };
    Ok(Scifact {
        docs,
        train: judged("train.tsv")?,
        test: judged("test.tsv")?,
    })
}

/// Utterances with their intent; those out of scope have the intent `oos`.
pub type Utterances = Vec<(String, String)>;

pub fn clinc(data: &Path) -> Result<HashMap<String, Utterances>> {
    let text = std::fs::read_to_string(data.join("clinc150/data_full.json"))?;
    Ok(serde_json::from_str(&text)?)
}

/// One chunk a document: the sets are judged by document.
pub fn chunk(doc: &Doc) -> Chunk {
    Chunk {
        document_id: doc.id,
        title: doc.title.clone(),
        text: doc.text.clone(),
        language: Language::English,
        hash: u64::from_le_bytes(*doc.id.as_bytes().first_chunk().unwrap_or(&[0; 8]))
            ^ doc.id.as_u128() as u64,
        ..Chunk::default()
    }
}

pub fn index<'a, I: IntoIterator<Item = &'a Doc>>(docs: I) -> Index {
    let chunks: Vec<Chunk> = docs.into_iter().map(chunk).collect();
    Index::of(chunks.iter().map(|chunk| (chunk.document_id, chunk)))
}

/// Each utterance a document.
pub fn utterance_docs(utterances: &Utterances) -> Vec<Doc> {
    let doc = |(number, (text, _)): (usize, &(String, String))| Doc {
        id: Uuid::from_u128(number as u128 + 1),
        title: String::new(),
        text: text.clone(),
    };
    utterances.iter().enumerate().map(doc).collect()
}

/// Each intent a document of a few of its utterances, as a small knowledge base would have it.
pub fn intent_docs(utterances: &Utterances, each: usize) -> Vec<(String, Doc)> {
    let mut docs: Vec<(String, Doc, usize)> = Vec::new();
    for (text, intent) in utterances {
        match docs.iter_mut().find(|(known, ..)| known == intent) {
            Some((_, doc, count)) if *count < each => {
                doc.text.push_str(". ");
                doc.text.push_str(text);
                *count += 1;
            }
            Some(_) => {}
            None => {
                let id = Uuid::from_u128(docs.len() as u128 + 1);
                docs.push((
                    intent.clone(),
                    Doc {
                        id,
                        title: String::new(),
                        text: text.clone(),
                    },
                    1,
                ));
            }
        }
    }
    docs.into_iter()
        .map(|(intent, doc, _)| (intent, doc))
        .collect()
}
