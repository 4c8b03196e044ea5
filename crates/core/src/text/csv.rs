//! Lines of comma-separated values (RFC 4180) that no spreadsheet takes for formulas.

/// What a program for tables would start to compute at.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// One line of fields, ended.
pub fn line(fields: impl IntoIterator<Item: AsRef<str>>) -> String {
    let mut out = String::new();
    for (n, field) in fields.into_iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        push(&mut out, field.as_ref());
    }
    out.push_str("\r\n");
    out
}

/// A text that might be computed gets an apostrophe before it: programs for tables show it as it is then.
fn push(out: &mut String, field: &str) {
    let is_formula = field.trim_start_matches(' ').starts_with(FORMULA);
    if !is_formula && !field.contains(['"', ',', '\n', '\r']) {
        out.push_str(field);
        return;
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    out.push_str(&field.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn fields_are_quoted_where_they_have_to_be() {
        assert_eq!(line(["a", "b c", ""]), "a,b c,\r\n");
        assert_eq!(
            line(["a,b", "say \"hi\"", "two\nlines"]),
            "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"
        );
    }

    #[test]
    fn nothing_is_a_formula() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =cmd|' /C calc'!A0",
        ] {
            let written = line([text]);
            assert!(written.starts_with("\"'"), "{written}");
        }
    }
}
