//! Passwords: argon2id, a few at a time, so that a rush of sign-ins neither fills the memory nor starves the rest.

use crate::error::{AppError, Result};
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier, password_hash};
use baton_core::text::Invalid;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// How many hashes are computed at once; each takes 19 MiB and some 30 ms of a core.
const AT_ONCE: usize = 2;
/// How many more may wait, about two seconds long; one more is sent away to come again.
const IN_LINE: usize = 64;

/// A password as somebody typed it. Prints nothing.
#[derive(Clone)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

impl Password {
    /// The shortest new password, in characters.
    pub const MIN_CHARS: usize = 10;
    /// The longest password, in characters.
    pub const MAX_CHARS: usize = 200;

    /// A new password: 10 to 200 characters of any kind, as NIST SP 800-63B has it.
    pub fn choose(text: &str) -> Result<Self, Invalid> {
        match text.chars().count() {
            n if n < Self::MIN_CHARS => {
                Err(Invalid("Choose a password of at least 10 characters."))
            }
            n if n > Self::MAX_CHARS => Err(Invalid("Keep the password under 200 characters.")),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// A password that shall prove who somebody is, whatever its length.
    pub const fn given(text: String) -> Self {
        Self(text)
    }
}

/// Hashes and verifies passwords. Clones share one line.
#[derive(Debug, Clone)]
pub struct Passwords {
    slots: Arc<Semaphore>,
    line: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            slots: Arc::new(Semaphore::new(AT_ONCE)),
            line: Arc::new(Semaphore::new(AT_ONCE + IN_LINE)),
        }
    }
}

/// The turn to compute a hash.
#[derive(Debug)]
pub struct Turn(Arc<(OwnedSemaphorePermit, OwnedSemaphorePermit)>);

impl Passwords {
    /// Waits for a turn. [`AppError::Unavailable`] where too many wait already.
    pub async fn turn(&self) -> Result<Turn> {
        let place = Arc::clone(&self.line).try_acquire_owned();
        let place = place.map_err(|refused| {
            AppError::Unavailable(match refused {
                TryAcquireError::NoPermits => "too many sign-ins at once".to_owned(),
                TryAcquireError::Closed => refused.to_string(),
            })
        })?;
        let slot = Arc::clone(&self.slots).acquire_owned().await;
        let slot = slot.map_err(|closed| AppError::Unavailable(closed.to_string()))?;
        Ok(Turn(Arc::new((slot, place))))
    }
}

impl Turn {
    /// The hash of a new password, in the PHC string format.
    pub async fn hash(&self, password: Password, salt: [u8; 16]) -> Result<String> {
        let hashed = self
            .compute(move || {
                let hash: PasswordHash =
                    argon().hash_password_with_salt(password.0.as_bytes(), &salt)?;
                Ok(hash.to_string())
            })
            .await?;
        hashed.map_err(|error: password_hash::Error| AppError::Internal(error.to_string()))
    }

    /// Whether a password is the one of `hash`. Without a hash the same work is done for nothing, so that the time does
    /// not tell which addresses are known.
    pub async fn verify(&self, password: Password, hash: Option<String>) -> Result<bool> {
        let verified = self
            .compute(move || verify(&password, hash.as_deref()))
            .await?;
        match verified {
            Ok(()) => Ok(true),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(AppError::Internal(format!(
                "a stored password hash: {error}"
            ))),
        }
    }

    /// Computes off the runtime. The slot stays taken until the end, also where nobody waits for it any more.
    async fn compute<T: Send + 'static>(
        &self,
        f: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let slot = Arc::clone(&self.0);
        let computed = tokio::task::spawn_blocking(move || {
            let value = f();
            drop(slot);
            value
        });
        computed
            .await
            .map_err(|error| AppError::Internal(error.to_string()))
    }
}

/// Argon2id with the parameters that OWASP recommends first for shared machines: 19 MiB, 2 passes, 1 lane.
fn argon() -> Argon2<'static> {
    Argon2::default()
}

fn verify(password: &Password, hash: Option<&str>) -> password_hash::Result<()> {
    // Nobody has such a password: no need to hash what may be megabytes.
    let too_long = password.0.len() > Password::MAX_CHARS * 4;
    let typed = if too_long { b"" } else { password.0.as_bytes() };
    let verified = if let Some(hash) = hash {
        argon().verify_password(typed, &PasswordHash::new(hash)?)
    } else {
        let _nobody: PasswordHash = argon().hash_password_with_salt(typed, &[0; 16])?;
        Err(password_hash::Error::PasswordInvalid)
    };
    if too_long {
        return Err(password_hash::Error::PasswordInvalid);
    }
    verified
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_passwords_have_ten_to_two_hundred_characters() {
        assert!(Password::choose("ninechars").is_err());
        assert!(Password::choose("ten chars!").is_ok());
        assert!(Password::choose(&"ü".repeat(200)).is_ok());
        assert!(Password::choose(&"ü".repeat(201)).is_err());
        assert_eq!(
            format!("{:?}", Password::given("secret".to_owned())),
            "Password(..)"
        );
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_alone() {
        let turn = Passwords::default().turn().await.unwrap();
        let hash = turn
            .hash(Password::given("correct horse".to_owned()), [7; 16])
            .await
            .unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        for (typed, known, fits) in [
            ("correct horse", true, true),
            ("Correct horse", true, false),
            ("correct horse", false, false),
            (&*"x".repeat(1_000_000), true, false),
        ] {
            let hash = known.then(|| hash.clone());
            let verified = turn
                .verify(Password::given(typed.to_owned()), hash)
                .await
                .unwrap();
            assert_eq!(verified, fits, "{} characters, known: {known}", typed.len());
        }
    }

    #[tokio::test]
    async fn the_line_is_bounded_and_moves_on() {
        let passwords = Passwords::default();
        let first = passwords.turn().await.unwrap();
        let second = passwords.turn().await.unwrap();
        let mut waiting: Vec<_> = (0..IN_LINE).map(|_| Box::pin(passwords.turn())).collect();
        for turn in &mut waiting {
            assert!(futures_util::poll!(turn).is_pending());
        }
        assert!(matches!(
            passwords.turn().await,
            Err(AppError::Unavailable(_))
        ));
        drop((first, second));
        for turn in waiting {
            drop(turn.await.unwrap());
        }
        assert!(passwords.turn().await.is_ok());
    }
}
