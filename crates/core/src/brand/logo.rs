//! Pictures that people upload as their logo: PNG alone, and of it only what draws. Whatever else a file carries, words,
//! places, scripts for somebody who takes it for a page, is left out.

use crate::text::Invalid;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 200 * 1024;
/// The longest side, in pixels.
const MAX_SIDE: u32 = 1_024;
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What draws.
const KEPT: &[&[u8]] = &[
    b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND",
];

const NO_PNG: Invalid = Invalid("Choose a PNG picture.");
const BROKEN: Invalid = Invalid("This picture is damaged. Save it again as PNG.");

/// Checks a picture and answers it without what does not draw.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Invalid> {
    if bytes.len() > MAX_BYTES {
        return Err(Invalid("Choose a picture of at most 200 KB."));
    }
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or(NO_PNG)?;
    let mut clean = SIGNATURE.to_vec();
    let (mut is_first, mut draws) = (true, false);
    loop {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(BROKEN)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_too_long| BROKEN)?;
        let (kind, after) = after.split_first_chunk::<4>().ok_or(BROKEN)?;
        let (content, after) = after.split_at_checked(length).ok_or(BROKEN)?;
        let (check, after) = after.split_first_chunk::<4>().ok_or(BROKEN)?;
        if std::mem::take(&mut is_first) {
            header(*kind, content)?;
        }
        draws |= kind == b"IDAT";
        if KEPT.contains(&kind.as_slice()) {
            let (chunk, _) = rest.split_at(length + 12);
            clean.extend_from_slice(chunk);
            if crc(kind, content) != u32::from_be_bytes(*check) {
                return Err(BROKEN);
            }
        }
        if kind == b"IEND" {
            return if draws { Ok(clean) } else { Err(BROKEN) };
        }
        rest = after;
    }
}

fn header(kind: [u8; 4], content: &[u8]) -> Result<(), Invalid> {
    if kind != *b"IHDR" || content.len() != 13 {
        return Err(BROKEN);
    }
    let (width, rest) = content.split_first_chunk::<4>().ok_or(BROKEN)?;
    let (height, _) = rest.split_first_chunk::<4>().ok_or(BROKEN)?;
    let sides = [u32::from_be_bytes(*width), u32::from_be_bytes(*height)];
    if sides.iter().all(|side| (1..=MAX_SIDE).contains(side)) {
        Ok(())
    } else {
        Err(Invalid(
            "Choose a picture of at most 1,024 pixels on each side.",
        ))
    }
}

/// The checksum of a chunk, as PNG has it.
fn crc(kind: &[u8], content: &[u8]) -> u32 {
    let bytes = kind.iter().chain(content);
    let sum = bytes.fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let shifted = sum >> 1;
            if sum & 1 == 1 {
                shifted ^ 0xedb8_8320
            } else {
                shifted
            }
        })
    });
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
        chunk.extend_from_slice(kind);
        chunk.extend_from_slice(content);
        chunk.extend_from_slice(&crc(kind, content).to_be_bytes());
        chunk
    }

    fn png(width: u32, extra: &[u8]) -> Vec<u8> {
        let mut header = width.to_be_bytes().to_vec();
        header.extend_from_slice(&1_u32.to_be_bytes());
        header.extend_from_slice(&[8, 0, 0, 0, 0]);
        // One grey pixel, stored and not compressed.
        let pixel = [
            0x78, 0x01, 0x01, 0x02, 0x00, 0xfd, 0xff, 0x00, 0x80, 0x00, 0x82, 0x00, 0x81,
        ];
        [
            SIGNATURE,
            &chunk(b"IHDR", &header),
            extra,
            &chunk(b"IDAT", &pixel),
            &chunk(b"IEND", b""),
        ]
        .concat()
    }

    #[test]
    fn what_draws_is_kept_and_nothing_else() {
        let plain = png(1, b"");
        assert_eq!(clean(&plain).unwrap(), plain);
        let words = chunk(b"tEXt", b"Comment\0<script>alert(1)</script>");
        let mut carrying = png(1, &words);
        carrying.extend_from_slice(b"<html>");
        assert_eq!(clean(&carrying).unwrap(), plain);
    }

    #[test]
    fn whatever_is_no_small_picture_is_refused() {
        let whole = png(1, b"");
        for cut in 0..whole.len() {
            let (part, _) = whole.split_at(cut);
            assert!(clean(part).is_err(), "{cut}");
        }
        let mut damaged = whole;
        let last = damaged.len() - 20;
        *damaged.get_mut(last).unwrap() ^= 1;
        assert!(clean(&damaged).is_err());
        for bad in [
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            b"GIF89a".to_vec(),
            png(0, b""),
            png(1_025, b""),
            vec![0; MAX_BYTES + 1],
        ] {
            assert!(clean(&bad).is_err());
        }
    }
}
