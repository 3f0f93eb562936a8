//! Films: each can be drawn, shows its wire in every frame, and is kept in the docs as it is drawn.

use std::fs;
use wispwire::film::{FILMS, SCALE, strip};

/// Colour of a wire, darkest that a thin line's middle may be.
const BRIGHT: u8 = 200;

/// Width and height that a PNG says of itself, pixels.
fn size_of_png(bytes: &[u8]) -> [usize; 2] {
    [16, 20].map(|at| {
        let four = bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_be_bytes(four) as usize
    })
}

#[test]
fn every_film_shows_its_wire_in_every_frame_and_is_kept_in_the_docs() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
    let page = fs::read_to_string(format!("{docs}/film.md")).expect("docs/film.md");
    for film in &FILMS {
        let (name, lanes) = (film.name, (film.play)());
        for lane in &lanes {
            let frames = &lane.frames;
            assert!((5..=6).contains(&frames.len()), "{name}: {} frames", frames.len());
            for (i, frame) in frames.iter().enumerate() {
                let wire = frame.shapes.last().expect("a wire");
                assert!(wire.is_wire, "{name}: the wire is not drawn last, over its catheter");
                let finite = wire.line.iter().all(|x| x.is_finite());
                assert!(finite && wire.line.len() > 10, "{name}: frame {i} has no line");
            }
            for (i, pair) in frames.windows(2).enumerate() {
                let same = pair[0].caption == pair[1].caption;
                assert!(!same, "{name}: nothing happens after frame {i}");
            }
        }
        // Small, and every column of frames has something bright in it.
        let small = strip(film.title, &lanes, 1.5);
        let columns = lanes[0].frames.len();
        for column in 0..columns {
            let from = column * small.width / columns;
            let seen = (from..from + small.width / columns).any(|x| {
                (44..small.height - 60).any(|y| small.at(x, y).iter().all(|&part| part > BRIGHT))
            });
            assert!(seen, "{name}: no wire is seen in frame {column}");
        }
        let drawn = strip(film.title, &lanes, SCALE);
        let kept = fs::read(format!("{docs}/film/{name}.png"));
        let kept = kept.unwrap_or_else(|error| panic!("docs/film/{name}.png: {error}"));
        assert_eq!(
            size_of_png(&kept),
            [drawn.width, drawn.height],
            "docs/film/{name}.png is out of date: run `wispwire film`"
        );
        assert!(page.contains(&format!("(film/{name}.png)")), "docs/film.md does not show {name}");
    }
}
