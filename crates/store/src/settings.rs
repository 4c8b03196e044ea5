//! Settings of this installation, like the secrets made at the first start.

use baton_db::{Conn, Result, sql};

/// The value of a setting, where it was made.
pub async fn get(conn: &mut Conn<'_>, name: &str) -> Result<Option<String>> {
    conn.fetch_optional(sql!(
        "SELECT value FROM instance_settings WHERE name = {}",
        name
    ))
    .await
}

/// Sets a value where none was set, and answers the one that holds: the first writer wins.
pub async fn get_or_insert(conn: &mut Conn<'_>, name: &str, value: &str) -> Result<String> {
    conn.execute(sql!(
        "INSERT INTO instance_settings (name, value) VALUES ({}, {}) ON CONFLICT (name) DO NOTHING",
        name,
        value
    ))
    .await?;
    conn.fetch_one(sql!(
        "SELECT value FROM instance_settings WHERE name = {}",
        name
    ))
    .await
}

/// Sets a value, whatever it was.
pub async fn set(conn: &mut Conn<'_>, name: &str, value: &str) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO instance_settings (name, value) VALUES ({}, {})
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value
    ))
    .await?;
    Ok(())
}

/// Sets a value where none was set. `false`: somebody was faster, and nothing changed.
pub async fn claim(conn: &mut Conn<'_>, name: &str, value: &str) -> Result<bool> {
    let set = conn
        .execute(sql!(
            "INSERT INTO instance_settings (name, value) VALUES ({}, {}) ON CONFLICT (name) DO NOTHING",
            name,
            value
        ))
        .await?;
    Ok(set == 1)
}
