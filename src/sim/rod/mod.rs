//! rod
