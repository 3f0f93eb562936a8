//! Pictures: C-arm geometry and the X-ray projector, a CPU reference that needs no window.
//!
//! A frame is Beer–Lambert through a patient made of simple solids and through the devices in it,
//! then scatter, blur, quantum noise and the monitor's grey scale. Beside it there is a canvas for maps
//! and a small shader of solids. This room knows shapes and
//! materials only: neither cases, sessions nor which of the lines is a wire.

mod attenuation;
mod blob;
mod body;
mod bones;
mod canvas;
mod carm;
mod contrast;
mod detector;
mod line;
mod mesh;
mod pelvis;
mod phantom;
mod png;
mod projector;
mod solid;
mod spine;
mod touched;

pub use attenuation::*;
pub use bones::bones;
pub use canvas::{Box2, Canvas, Colour, Picture};
pub use carm::{CArm, ImagePoint, Ray};
pub use line::{Band, Line};
pub use mesh::{Corner, Mesh};
pub use png::{write_grey_png, write_long_png, write_rgb_png};
pub use projector::{LONG_FILM, Projector, Scene};
pub use solid::{Eye, Seen, Solid, picture};
