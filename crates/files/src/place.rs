//! Where the store is, as it is configured.

use crate::{Files, FilesError, Result, Store};
use object_store::{
    ClientOptions, ObjectStore, RetryConfig, aws::AmazonS3Builder, prefix::PrefixStore,
};
use std::{path::PathBuf, sync::Arc, time::Duration};
use url::Url;

/// How long one call to a bucket may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long a call that failed is tried again: somebody waits for it.
const TRYING: Duration = Duration::from_secs(20);

/// Where files are kept.
#[derive(Debug, Clone)]
pub enum Place {
    /// A folder of this machine; it is made.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Bucket),
}

/// A bucket of an S3-compatible store.
#[derive(Clone, Default)]
pub struct Bucket {
    /// `s3://bucket` or `s3://bucket/folder`.
    pub url: String,
    /// Of a server other than Amazon's, like `http://localhost:9000`.
    pub endpoint: String,
    /// The region.
    pub region: String,
    /// The access key.
    pub key_id: String,
    /// Its secret.
    pub secret: String,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bucket")
            .field("url", &self.url)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl Files {
    /// Opens a store that takes files of up to `largest` bytes.
    pub fn open(place: &Place, largest: u64) -> Result<Self> {
        let (store, describes) = match place {
            Place::Folder(folder) => {
                make(folder).map_err(|error| {
                    let folder = folder.display();
                    FilesError::Configured(format!("cannot make the folder {folder}: {error}"))
                })?;
                (
                    Store::Folder(folder.as_path().into()),
                    folder.display().to_string(),
                )
            }
            Place::Bucket(bucket) => (Store::Bucket(bucket.store()?), bucket.url.clone()),
        };
        Ok(Self {
            store,
            largest,
            describes: describes.into(),
        })
    }
}

/// Only whoever runs the server reads what customers sent.
fn make(folder: &std::path::Path) -> std::io::Result<()> {
    let mut maker = std::fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        maker.mode(0o700);
    }
    maker.create(folder)
}

impl Bucket {
    fn store(&self) -> Result<Arc<dyn ObjectStore>> {
        let (name, folder) = self.named()?;
        let mut made = AmazonS3Builder::new()
            .with_bucket_name(name)
            .with_region(&self.region)
            .with_retry(RetryConfig {
                max_retries: 4,
                retry_timeout: TRYING,
                ..RetryConfig::default()
            })
            .with_client_options(ClientOptions::new().with_timeout(PATIENCE));
        if !self.endpoint.is_empty() {
            let is_plain = self.endpoint.starts_with("http://");
            made = made
                .with_endpoint(&self.endpoint)
                .with_allow_http(is_plain)
                .with_virtual_hosted_style_request(false);
        }
        // Without keys those of the machine are asked for, as on Amazon's own.
        if !self.key_id.is_empty() {
            made = made
                .with_access_key_id(&self.key_id)
                .with_secret_access_key(&self.secret);
        }
        let store = made.build()?;
        Ok(match folder.as_str() {
            "" => Arc::new(store),
            folder => Arc::new(PrefixStore::new(store, folder)),
        })
    }

    fn named(&self) -> Result<(String, String)> {
        let wrong = || {
            let hint = "write the address of a bucket like s3://bucket or s3://bucket/folder";
            FilesError::Configured(hint.to_owned())
        };
        let url = Url::parse(&self.url).map_err(|_not_a_url| wrong())?;
        let name = url.host_str().filter(|_| url.scheme() == "s3");
        let name = name.filter(|name| !name.is_empty()).ok_or_else(wrong)?;
        Ok((name.to_owned(), url.path().trim_matches('/').to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_named_by_its_address() {
        for (url, named) in [
            ("s3://acme", Some(("acme", ""))),
            ("s3://acme/", Some(("acme", ""))),
            ("s3://acme/chat/files", Some(("acme", "chat/files"))),
            ("https://acme.example/files", None),
            ("acme", None),
            ("s3://", None),
        ] {
            let bucket = Bucket {
                url: url.to_owned(),
                ..Bucket::default()
            };
            let found = bucket.named().ok();
            let found = found.as_ref().map(|(name, path)| (&**name, &**path));
            assert_eq!(found, named, "{url}");
        }
    }
}
