//! The few lossy number conversions that scoring needs, in one place and named.

/// A count as a float: exact to 16 million, ample for lengths and frequencies.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts stay far below 2^24, and scores need no more digits"
)]
pub(crate) const fn float(count: usize) -> f32 {
    count as f32
}

/// A position in a `Vec` as the compact 32-bit ordinal that postings hold.
pub(crate) fn ordinal(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// A 32-bit ordinal back to a position.
#[expect(
    clippy::as_conversions,
    reason = "usize has at least 32 bits on every platform served"
)]
pub(crate) const fn position(ordinal: u32) -> usize {
    ordinal as usize
}

/// `value` in fixed point with 16 bits; saturates.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "float to integer casts saturate, which is what a quantiser wants"
)]
pub(crate) fn quantise(value: f32, scale: f32) -> u16 {
    (value * scale).round() as u16
}

/// FNV-1a over `bytes`, 64 bits: stable between runs and machines, unlike the hasher of `std`.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
