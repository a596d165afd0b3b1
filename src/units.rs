//! Lengths as whole EMU (English Metric Units), the unit of Office Open XML.
//!
//! 1 pt = 12 700, 1 mm = 36 000, 1 twip = 635 EMU. Everything a style table, the layout or a writer measures is a
//! [`Length`], so sums are exact and tests compare with `==`.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A signed length in EMU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

const EMU_PER_PT: i64 = 12_700;
const EMU_PER_MM: i64 = 36_000;
const EMU_PER_TWIP: i64 = 635;

impl Length {
    /// No length.
    pub const ZERO: Length = Length(0);

    /// `n` EMU.
    pub const fn emu(n: i64) -> Self {
        Length(n)
    }

    /// `n` points.
    pub const fn pt(n: i64) -> Self {
        Length(n * EMU_PER_PT)
    }

    /// `n` hundredths of a point: `centi_pt(2895)` is 28.95 pt.
    pub const fn centi_pt(n: i64) -> Self {
        Length(n * EMU_PER_PT / 100)
    }

    /// `n` millimetres.
    pub const fn mm(n: i64) -> Self {
        Length(n * EMU_PER_MM)
    }

    /// `n` tenths of a millimetre.
    pub const fn deci_mm(n: i64) -> Self {
        Length(n * EMU_PER_MM / 10)
    }

    /// `n` twips (twentieths of a point).
    pub const fn twips(n: i64) -> Self {
        Length(n * EMU_PER_TWIP)
    }

    /// The number of EMU.
    pub const fn as_emu(self) -> i64 {
        self.0
    }

    /// The length in points, for PDF operators.
    pub fn as_pt(self) -> f64 {
        self.0 as f64 / EMU_PER_PT as f64
    }

    /// The length in millimetres.
    pub fn as_mm(self) -> f64 {
        self.0 as f64 / EMU_PER_MM as f64
    }

    /// The nearest whole number of twips, for WordprocessingML.
    pub const fn as_twips(self) -> i64 {
        div_round(self.0, EMU_PER_TWIP)
    }

    /// The nearest whole number of half points (`w:sz`).
    pub const fn as_half_pt(self) -> i64 {
        div_round(self.0, EMU_PER_PT / 2)
    }

    /// The nearest whole number of eighths of a point (border widths).
    pub const fn as_eighth_pt(self) -> i64 {
        div_round(self.0 * 8, EMU_PER_PT)
    }

    /// This length times `numerator / denominator`, rounded down.
    pub const fn scaled(self, numerator: i64, denominator: i64) -> Self {
        Length((self.0 * numerator).div_euclid(denominator))
    }

    /// The larger of two lengths.
    pub fn max(self, other: Self) -> Self {
        Length(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    pub fn min(self, other: Self) -> Self {
        Length(self.0.min(other.0))
    }
}

const fn div_round(value: i64, unit: i64) -> i64 {
    (value + unit / 2).div_euclid(unit)
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Length(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Length(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Length(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        Length(self.0.div_euclid(divisor))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Length::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_close_exactly() {
        assert_eq!(Length::centi_pt(2895), Length::twips(579));
        assert_eq!(Length::mm(156).as_emu(), 5_616_000);
        assert_eq!(Length::pt(16).as_half_pt(), 32);
        assert_eq!(Length::pt(32).as_twips(), 640);
        assert_eq!(Length::twips(-5).as_twips(), -5);
    }

    #[test]
    fn division_and_scaling_round_down() {
        assert_eq!(Length::emu(7) / 2, Length::emu(3));
        assert_eq!(Length::emu(-7) / 2, Length::emu(-4));
        assert_eq!(Length::pt(1).scaled(1, 3), Length::emu(4233));
    }
}
