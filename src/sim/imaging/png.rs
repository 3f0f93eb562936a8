//! Pictures to files.

use super::canvas::Picture;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

/// Writes a square grey picture of `size` pixels, row by row from the top.
///
/// # Errors
/// When the file cannot be written, or `pixels` is not `size`² long.
pub fn write_grey_png(path: &Path, size: usize, pixels: &[u8]) -> io::Result<()> {
    write(path, (size, size), pixels, png::ColorType::Grayscale)
}

/// Writes the middle columns, `width` of them, of a square grey picture of `size` pixels.
///
/// # Errors
/// When the file cannot be written, or `pixels` is not `size`² long.
pub fn write_long_png(path: &Path, width: usize, size: usize, pixels: &[u8]) -> io::Result<()> {
    let first = size.saturating_sub(width) / 2;
    let rows = pixels.chunks(size).flat_map(|row| &row[first..(first + width).min(row.len())]);
    let middle: Vec<u8> = rows.copied().collect();
    write(path, (width, size), &middle, png::ColorType::Grayscale)
}

/// Writes a coloured picture.
///
/// # Errors
/// When the file cannot be written, or the picture has not three bytes to a pixel.
pub fn write_rgb_png(path: &Path, picture: &Picture) -> io::Result<()> {
    let size = (picture.width, picture.height);
    write(path, size, &picture.pixels, png::ColorType::Rgb)
}

fn write(
    path: &Path,
    (width, height): (usize, usize),
    pixels: &[u8],
    colour: png::ColorType,
) -> io::Result<()> {
    let side = |length: usize| u32::try_from(length).map_err(io::Error::other);
    let (width, height) = (side(width)?, side(height)?);
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_picture_reads_back_as_it_was() {
        let path = std::env::temp_dir().join(format!("wispwire-png-{}.png", std::process::id()));
        let pixels: Vec<u8> = (0..64).map(|i| i * 4).collect();
        write_grey_png(&path, 8, &pixels).expect("written");
        let file = io::BufReader::new(File::open(&path).expect("opened"));
        let mut reader = png::Decoder::new(file).read_info().expect("a PNG");
        let mut read = vec![0; 64];
        reader.next_frame(&mut read).expect("a frame");
        std::fs::remove_file(&path).expect("removed");
        assert_eq!(read, pixels);
    }

    #[test]
    fn a_coloured_picture_keeps_its_width_and_its_height() {
        let path = std::env::temp_dir().join(format!("wispwire-rgb-{}.png", std::process::id()));
        let pixels: Vec<u8> = (0..3 * 5 * 7).collect();
        let picture = Picture { width: 5, height: 7, pixels };
        write_rgb_png(&path, &picture).expect("written");
        let file = io::BufReader::new(File::open(&path).expect("opened"));
        let mut reader = png::Decoder::new(file).read_info().expect("a PNG");
        let mut read = vec![0; 3 * 5 * 7];
        let shape = reader.next_frame(&mut read).expect("a frame");
        std::fs::remove_file(&path).expect("removed");
        assert_eq!((shape.width, shape.height, read), (5, 7, picture.pixels));
    }

    #[test]
    fn too_few_pixels_are_an_error() {
        let path = std::env::temp_dir().join(format!("wispwire-short-{}.png", std::process::id()));
        assert!(write_grey_png(&path, 8, &[0; 63]).is_err());
        std::fs::remove_file(&path).expect("removed");
    }
}
