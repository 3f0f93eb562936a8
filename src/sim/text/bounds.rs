//! The numbers that a field may hold.

use schemars::Schema;
use schemars::transform::Transform;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// The schema's word for the unit of a bounded number.
pub const UNIT: &str = "x-unit";

/// An interval with a unit. As a transform of a field's schema it is where both the reader and the
/// reference page find it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    least: f64,
    /// Whether `least` itself is allowed.
    inclusive: bool,
    most: f64,
    unit: Cow<'static, str>,
}

impl Bounds {
    /// More than `least` and at most `most`.
    pub const fn above(least: f64, most: f64, unit: &'static str) -> Self {
        Self { least, inclusive: false, most, unit: Cow::Borrowed(unit) }
    }

    /// From `least` to `most`, both allowed.
    pub const fn from(least: f64, most: f64, unit: &'static str) -> Self {
        Self { least, inclusive: true, most, unit: Cow::Borrowed(unit) }
    }

    /// The bounds that stand in a field's schema.
    pub fn of(schema: &Value) -> Option<Self> {
        let above = schema["exclusiveMinimum"].as_f64();
        Some(Self {
            least: above.or(schema["minimum"].as_f64())?,
            inclusive: above.is_none(),
            most: schema["maximum"].as_f64()?,
            unit: Cow::Owned(schema[UNIT].as_str()?.into()),
        })
    }

    /// Whether `value` is allowed; infinities and NaN never are.
    pub fn allow(&self, value: f64) -> bool {
        let enough = if self.inclusive { value >= self.least } else { value > self.least };
        value.is_finite() && enough && value <= self.most
    }

    /// A value that is allowed.
    pub(super) fn middle(&self) -> f64 {
        0.5 * (self.least + self.most)
    }

    /// What is wrong with `value`, which is not allowed.
    pub(super) fn fault(&self, value: f64) -> &'static str {
        if !value.is_finite() {
            "this is not a number that can be used"
        } else if value < 0.0 && self.least >= 0.0 {
            "a negative number is not possible here"
        } else if value == 0.0 {
            "zero is not possible here"
        } else if value > self.most {
            "the number is too large"
        } else {
            "the number is too small"
        }
    }
}

impl Transform for Bounds {
    fn transform(&mut self, schema: &mut Schema) {
        let least = if self.inclusive { "minimum" } else { "exclusiveMinimum" };
        // A whole number's own least value would stand beside the open one.
        schema.remove("minimum");
        schema.insert(least.into(), self.least.into());
        schema.insert("maximum".into(), self.most.into());
        schema.insert(UNIT.into(), self.unit.as_ref().into());
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { least, most, unit, .. } = self;
        let space = if unit.is_empty() { "" } else { " " };
        if self.inclusive {
            write!(f, "from {least} to {most}{space}{unit}")
        } else {
            write!(f, "more than {least}, at most {most}{space}{unit}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_refuse_what_is_outside_and_what_is_no_number() {
        let bounds = Bounds::above(0.0, 5.0, "mm");
        for (value, allowed) in
            [(0.0, false), (1e-9, true), (5.0, true), (5.1, false), (-1.0, false)]
        {
            assert_eq!(bounds.allow(value), allowed, "{value}");
        }
        assert!(Bounds::from(0.0, 5.0, "mm").allow(0.0));
        assert!(!bounds.allow(f64::NAN) && !bounds.allow(f64::INFINITY));
        assert_eq!(bounds.to_string(), "more than 0, at most 5 mm");
        assert_eq!(Bounds::from(0.0, 1.0, "").to_string(), "from 0 to 1");
    }

    #[test]
    fn bounds_come_back_out_of_a_schema_as_they_went_in() {
        for mut bounds in [Bounds::above(0.0, 5.0, "mm"), Bounds::from(-2.0, 0.5, "")] {
            let mut schema = schemars::json_schema!({ "type": "number" });
            bounds.transform(&mut schema);
            assert_eq!(Bounds::of(schema.as_value()), Some(bounds.clone()));
            assert!(bounds.allow(bounds.middle()));
        }
    }
}
