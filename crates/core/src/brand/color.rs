//! Colours that people choose, and what is legible on them.

use crate::text::Invalid;

/// Checks a colour like `#3840d3`; answers it in lower case.
pub fn parse(text: &str) -> Result<String, Invalid> {
    match channels(text.trim()) {
        Some(_) => Ok(text.trim().to_lowercase()),
        None => Err(Invalid("Enter a colour like #3840d3.")),
    }
}

/// White or the ink of the product, whichever stands out more on a colour.
pub fn legible_on(color: &str) -> &'static str {
    const WHITE: &str = "#ffffff";
    const INK: &str = "#1f1b17";
    let Some(ground) = luminance(color) else {
        return WHITE;
    };
    let ink = luminance(INK).unwrap_or_default();
    if contrast(1.0, ground) >= contrast(ground, ink) {
        WHITE
    } else {
        INK
    }
}

/// The contrast of two luminances, the lighter first, as WCAG 2 has it.
fn contrast(light: f64, dark: f64) -> f64 {
    (light + 0.05) / (dark + 0.05)
}

/// The relative luminance of a colour, as WCAG 2 has it.
fn luminance(color: &str) -> Option<f64> {
    let [red, green, blue] = channels(color)?.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

fn channels(color: &str) -> Option<[u8; 3]> {
    let digits = color.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_six_digits() {
        assert_eq!(parse(" #3840D3 ").unwrap(), "#3840d3");
        for bad in [
            "",
            "3840d3",
            "#fff",
            "#3840dg",
            "#+840d3",
            "red;}",
            "#3840d3ff",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_stand_out_on_every_colour() {
        for (ground, word) in [
            ("#3840d3", "#ffffff"),
            ("#000000", "#ffffff"),
            ("#ffffff", "#1f1b17"),
            ("#ffd400", "#1f1b17"),
            ("#4858eb", "#ffffff"),
            ("nonsense", "#ffffff"),
        ] {
            assert_eq!(legible_on(ground), word, "{ground}");
        }
    }
}
