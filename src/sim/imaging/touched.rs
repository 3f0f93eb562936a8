//! The rectangle of pixels that something drew on, so that the rest is left alone.

/// Pixels touched: columns and rows from the first to before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    pub left: usize,
    pub right: usize,
    pub top: usize,
    pub bottom: usize,
}

impl Touched {
    pub const NOTHING: Self = Self { left: usize::MAX, right: 0, top: usize::MAX, bottom: 0 };

    pub fn is_nothing(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Grown by `margin` pixels within an image of `size`.
    pub fn grown(self, margin: usize, size: usize) -> Self {
        Self {
            left: self.left.saturating_sub(margin),
            right: (self.right + margin).min(size),
            top: self.top.saturating_sub(margin),
            bottom: (self.bottom + margin).min(size),
        }
    }
}
