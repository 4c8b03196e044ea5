//! `baton mail-test` as an operator runs it.

use super::commands::{command, run};
use baton_testkit::smtp::SmtpServer;

/// R084: nothing set, mail goes to the log and nowhere else; one line sends a test mail, and says what the server said.
#[test]
fn a_test_mail_is_logged_until_a_server_is_set() {
    let data = tempfile::tempdir().unwrap();
    let logged = run(data.path(), &["mail-test", "ada@example.com"]);
    let said = String::from_utf8_lossy(&logged.stdout);
    assert!(logged.status.success(), "{logged:?}");
    assert!(
        said.contains("was only logged") && said.contains("BATON_MAIL_URL"),
        "{said}"
    );
    let log = String::from_utf8_lossy(&logged.stderr);
    assert!(log.contains("ada@example.com"), "{log}");

    let wrong = run(data.path(), &["mail-test", "ada at example.com"]);
    assert!(!wrong.status.success());
    let Some(smtp) = SmtpServer::start() else {
        return;
    };
    let send = || {
        command(data.path())
            .args(["mail-test", "ada@example.com"])
            .env("BATON_MAIL_URL", smtp.url())
            .env("BATON_MAIL__FROM", "Larch <help@larch.example>")
            .output()
            .unwrap()
    };
    let sent = send();
    assert!(sent.status.success(), "{sent:?}");
    let [mail] = &smtp.mails()[..] else {
        panic!("{:?}", smtp.mails())
    };
    assert_eq!(mail.to(), "ada@example.com");
    assert_eq!(mail.header("subject"), "Baton can send mail");
    smtp.behave("refuse");
    let refused = send();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("550"), "{said}");
    assert_eq!(smtp.mails().len(), 1);
}
