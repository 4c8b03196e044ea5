//! Mail is written down with what it tells of.

mod asking;
mod digest;
mod smtp;
mod stalled;

use baton_app::{
    AppError,
    mail::{Content, Letter, MAIL_JOB, Recipient},
};
use baton_core::{role::Role, text::Email};
use baton_store::{jobs, workspaces::brands};
use baton_testkit::{TestApp, TestDb, both_databases};

fn invitation() -> Letter {
    Letter {
        to: Recipient::at(&Email::parse("new@example.com").unwrap()),
        content: Content::Invitation {
            workspace: "Ours".to_owned(),
            inviter: "Olga".to_owned(),
            role: Role::Editor,
            link: "http://127.0.0.1:8080/app/join#secret".to_owned(),
        },
    }
}

async fn waiting(app: &TestApp) -> i64 {
    app.db
        .read(async |conn| jobs::pending(conn, MAIL_JOB).await)
        .await
        .unwrap()
}

both_databases! {
    /// R082, R083: a mail waits in `jobs` from the commit on, whoever sends it and when.
    async fn a_mail_is_committed_with_what_it_tells_of_or_not_at_all(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let undone = app.transact(ours.workspace, async |unit| {
            unit.mail(None, &invitation())?;
            Err::<(), _>(AppError::NotFound)
        });
        assert!(undone.await.is_err());
        assert_eq!(waiting(&app).await, 0);
        for _ in 0..2 {
            let done = app.transact(ours.workspace, async |unit| unit.mail(Some("once".to_owned()), &invitation()));
            done.await.unwrap();
        }
        assert_eq!(waiting(&app).await, 1);
        assert_eq!(app.drain_jobs().await.unwrap(), 1);
        assert_eq!(waiting(&app).await, 0);
    }

    async fn each_workspace_has_a_look_of_its_own(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let brand = brands::Brand { site_title: Some("Acme Help".to_owned()), ..brands::Brand::default() };
        let logo = brands::Logo { kind: "image/png".to_owned(), bytes: vec![1, 2], hash: "h".to_owned() };
        let (kept, picture, now) = (brand.clone(), logo.clone(), app.clock.now());
        let (here, there) = (ours.workspace, theirs.workspace);
        let read = app.db.write(async move |conn| {
            brands::put_logo(conn, here, Some(&picture), now).await?;
            brands::put(conn, here, &kept, now).await?;
            Ok::<_, AppError>((brands::find(conn, here).await?, brands::logo(conn, here).await?, brands::find(conn, there).await?))
        });
        let (found, picture, neighbours) = read.await.unwrap();
        let found = found.unwrap();
        assert_eq!((found.site_title, found.logo_hash), (brand.site_title, Some("h".to_owned())));
        assert_eq!((picture, neighbours), (Some(logo), None));
        let read = app.db.write(async move |conn| {
            brands::put_logo(conn, here, None, now).await?;
            Ok::<_, AppError>(brands::logo(conn, here).await?)
        });
        assert_eq!(read.await.unwrap(), None);
    }
}
