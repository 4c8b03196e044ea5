//! Through the public address: pages, polling, files.

use super::{Echo, Finding, remedies};
use crate::{App, knowledge::add::LARGEST_UPLOAD};
use baton_outbound::{
    Refused,
    probe::{Ask, Heard, Prober},
};
use serde::Deserialize;
use url::Url;

const OUT_OF_REACH: [u16; 3] = [502, 503, 504];

/// A path on which this installation answers itself.
pub(super) fn path(token: &str) -> String {
    format!("/delivery/probe/{token}")
}

/// What another installation answers to a token that is none of its own.
#[derive(Deserialize)]
struct Stranger {
    code: String,
    #[serde(rename = "request_id")]
    _request: String,
}

impl Stranger {
    fn is_baton(&self) -> bool {
        self.code == "not_found"
    }
}

pub(super) fn by(server: Option<&String>) -> String {
    server.map_or_else(|| "something".to_owned(), Clone::clone)
}

impl App {
    pub(super) fn prober(&self) -> Result<Prober, Finding> {
        Prober::new(&self.public_origin).map_err(|refused| self.unreachable(&refused))
    }

    pub(super) fn unreachable(&self, refused: &Refused) -> Finding {
        Finding::broken(format!(
            "{} cannot be reached from this server: {refused}. Check the address, its name in the DNS, the certificate and the firewall.",
            self.public_origin
        ))
        .mended_by(remedies::public_url("https://chat.example.com"))
    }

    /// What an answer says about the way that it took, where it is not this installation's.
    fn astray(&self, heard: &Heard) -> Finding {
        let (origin, status) = (&self.public_origin, heard.status);
        let server = by(heard.server.as_ref());
        if let Some(to) = self.redirected(heard) {
            return if to == *origin {
                Finding::broken(format!(
                    "{server} answers at {origin} and redirects to another page there, as for a sign-in. Have every path passed on as it is."
                ))
                .mended_by(remedies::pass_all())
            } else {
                Finding::broken(format!(
                    "{origin} redirects to {to}. Set the address that visitors see."
                ))
                .mended_by(remedies::public_url(&to))
            };
        }
        if OUT_OF_REACH.contains(&status) {
            return Finding::broken(format!(
                "{server} answers at {origin} and does not reach Baton (status {status}). Check the address and the port that it passes requests to."
            ))
            .mended_by(remedies::pass_all());
        }
        if serde_json::from_str::<Stranger>(&heard.body).is_ok_and(|it| it.is_baton()) {
            return Finding::broken(format!(
                "Another installation of Baton answers at {origin}. Check where its name and the proxy lead to."
            ))
            .mended_by(remedies::pass_all());
        }
        Finding::broken(format!(
            "Baton was not reached at {origin}: {server} answers with status {status}. Have every path passed on, also /realtime and /v1."
        ))
        .mended_by(remedies::pass_all())
    }

    /// The origin that an answer redirects to: no more of the address, for that may hold anything, also a token.
    fn redirected(&self, heard: &Heard) -> Option<String> {
        let location = heard
            .location
            .as_ref()
            .filter(|_| (300..400).contains(&heard.status))?;
        let to = Url::parse(&self.public_origin).ok()?.join(location).ok()?;
        to.has_host().then(|| to.origin().ascii_serialization())
    }

    async fn probed(
        &self,
        prober: &Prober,
        token: &str,
        ask: Ask<'_>,
    ) -> Result<(Heard, Echo), Finding> {
        let asked = prober.ask(ask).await;
        let heard = asked.map_err(|refused| self.unreachable(&refused))?;
        match self.own_echo(token, (heard.status, &heard.body)) {
            Some(echo) => Ok((heard, echo)),
            None => Err(self.astray(&heard)),
        }
    }

    pub(super) async fn look_at_address(&self) -> Result<Finding, Finding> {
        let (prober, token) = (self.prober()?, self.probe_token());
        let ask = Ask {
            path: &path(&token),
            ..Ask::default()
        };
        let (heard, Echo { seen, .. }) = self.probed(&prober, &token, ask).await?;
        let origin = &self.public_origin;
        if heard.port == Some(seen.port) {
            return Ok(Finding::sound(format!(
                "{origin} leads here, with nothing in between."
            )));
        }
        let server = by(heard.server.as_ref());
        if !seen.is_forwarded {
            let says = match heard.server {
                Some(_) => format!(
                    "Requests come through {server} at {}, which does not say for whom it asks: all visitors count as one, and share one limit.",
                    seen.from
                ),
                // A router that leads out and in again looks the same from here.
                None => format!(
                    "Requests come through {}, which does not say for whom it asks. Where it is a proxy, all visitors count as one, and share one limit; where it is only the router of this network, all is well.",
                    seen.from
                ),
            };
            return Ok(Finding::doubtful(says).mended_by(remedies::forward()));
        }
        if !seen.is_trusted {
            let says = format!(
                "Requests come through {server} at {}, which is not believed when it says for whom it asks: all visitors count as one, and share one limit.",
                seen.from
            );
            return Ok(Finding::doubtful(says).mended_by(remedies::trust(&seen)));
        }
        Ok(Finding::sound(format!(
            "{origin} leads here, through {server} at {}.",
            seen.from
        )))
    }

    pub(super) async fn look_at_polling(&self) -> Result<Finding, Finding> {
        let (prober, token) = (self.prober()?, self.probe_token());
        let headers = [
            ("authorization", format!("Bearer {token}")),
            ("cookie", "baton_probe=1".to_owned()),
        ];
        let path = path(&token);
        let ask = || Ask {
            path: &path,
            headers: &headers,
            posted: 0,
        };
        let (_, first) = self.probed(&prober, &token, ask()).await?;
        let (heard, second) = self.probed(&prober, &token, ask()).await?;
        let server = by(heard.server.as_ref());
        if first.once == second.once {
            let says = format!(
                "{server} keeps answers and gives them again: whoever polls reads what is old, and may read what is meant for others."
            );
            return Ok(Finding::broken(says).mended_by(remedies::no_cache()));
        }
        let lost = match (second.seen.has_authorization, second.seen.has_cookie) {
            (true, true) => return Ok(Finding::sound("Whoever polls is answered anew each time.")),
            (false, _) => "the authorisation of visitors",
            (true, false) => "the cookies of teammates",
        };
        Ok(Finding::broken(format!("{server} takes {lost} away.")).mended_by(remedies::headers()))
    }

    pub(super) async fn look_at_upload(&self) -> Result<Finding, Finding> {
        let (prober, token) = (self.prober()?, self.probe_token());
        let ask = Ask {
            path: &path(&token),
            // As files come: they may take longer than other bodies.
            headers: &[("content-type", "multipart/form-data; boundary=-".to_owned())],
            posted: LARGEST_UPLOAD,
        };
        let heard = prober.ask(ask).await;
        let too_large = |server: Option<&String>| {
            Finding::broken(format!(
                "{} refuses uploads of 25 MB, which Baton takes.",
                by(server)
            ))
            .mended_by(remedies::large_bodies())
        };
        let heard = match heard {
            Ok(heard) => heard,
            Err(refused) => {
                // Where nothing arrives, that is what has to be mended first.
                self.look_at_address().await?;
                return Err(match refused {
                    // Some close the connection in the middle of what they will not take.
                    Refused::Unreachable(_) => too_large(None),
                    refused => Finding::broken(format!(
                        "An upload of 25 MB did not arrive: {refused}. The line is slow, or something in between holds it up."
                    )),
                });
            }
        };
        if heard.status == 413 {
            return Err(too_large(heard.server.as_ref()));
        }
        match self.own_echo(&token, (heard.status, &heard.body)) {
            Some(echo) if echo.seen.bytes == LARGEST_UPLOAD => {
                Ok(Finding::sound("An upload of 25 MB arrives whole."))
            }
            Some(echo) => Ok(Finding::broken(format!(
                "Of an upload of {LARGEST_UPLOAD} bytes, {} arrived.",
                echo.seen.bytes
            ))),
            None => Err(self.astray(&heard)),
        }
    }
}
