//! Where attempts failed, in words.

use super::Stop;
use crate::sim::tissue::Zone;

/// Where attempts stopped, drawn together: "2 of 5 stopped 34 to 61 mm into the lesion, intramural".
/// In the order of the way; `of` is how many attempts there were.
pub fn failures(stops: &[Stop], of: usize) -> Vec<String> {
    let mut groups: Vec<Vec<Stop>> = Vec::new();
    for stop in stops {
        match groups.iter_mut().find(|group| kind(&group[0]) == kind(stop)) {
            Some(group) => group.push(*stop),
            None => groups.push(vec![*stop]),
        }
    }
    groups.sort_by_key(|group| kind(&group[0]));
    groups.iter().map(|group| format!("{} of {of} {}", group.len(), told(group))).collect()
}

/// Where one attempt stopped, in words that follow "it".
pub fn sentence(stop: Stop) -> String {
    told(&[stop])
}

/// Where and how an attempt stopped but for the millimetres; in the order of the way.
fn kind(stop: &Stop) -> (usize, u8) {
    let part = match stop {
        Stop::OnTheWay { .. } => 0,
        Stop::AtStump { .. } => 1,
        Stop::Outside { .. } => 2,
        Stop::Inside { zone: Zone::TrueLumen, .. } => 3,
        Stop::Inside { .. } => 4,
        Stop::Beyond { .. } => 5,
    };
    (stop.lesion().unwrap_or(usize::MAX), part)
}

/// What stops that are alike have in common.
fn told(group: &[Stop]) -> String {
    let mm = || group.iter().map(Stop::mm);
    let least = format!("{:.0}", mm().fold(f64::INFINITY, f64::min));
    let most = format!("{:.0}", mm().fold(0.0, f64::max));
    let range = if least == most { least } else { format!("{least} to {most}") };
    match group[0] {
        Stop::OnTheWay { lesion, stump_mm, .. } => format!(
            "never came to the stump of {} (stopped at {range} mm, stump at {stump_mm:.0} mm)",
            named(lesion)
        ),
        Stop::AtStump { lesion: 0, .. } => {
            format!("never found the mouth (stump at {range} mm)")
        }
        Stop::AtStump { lesion, .. } => {
            format!("never found the mouth of {} (stump at {range} mm)", named(lesion))
        }
        Stop::Inside { lesion, zone, .. } => {
            format!("stopped {range} mm into {}, {}", named(lesion), zone.name())
        }
        Stop::Outside { lesion, .. } => format!("left the vein {range} mm into {}", named(lesion)),
        Stop::Beyond { .. } => format!("came through, and stopped {range} mm short of the target"),
    }
}

/// What lesion `index` of the way is called.
fn named(index: usize) -> String {
    if index == 0 { "the lesion".into() } else { format!("lesion {}", index + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(depth_mm: f64, zone: Zone) -> Stop {
        Stop::Inside { lesion: 0, depth_mm, zone }
    }

    #[test]
    fn like_failures_are_told_together_with_their_range_in_the_order_of_the_way() {
        let stops = [
            Stop::Beyond { short_mm: 60.2 },
            inside(61.0, Zone::Intramural),
            Stop::AtStump { lesion: 0, stump_mm: 92.4 },
            inside(33.6, Zone::Intramural),
            Stop::Outside { lesion: 0, left_at_mm: 12.0 },
            Stop::AtStump { lesion: 1, stump_mm: 170.0 },
            Stop::AtStump { lesion: 0, stump_mm: 92.4 },
            inside(50.0, Zone::TrueLumen),
            Stop::OnTheWay { lesion: 0, at_mm: 40.0, stump_mm: 92.4 },
        ];
        let expected = [
            "1 of 20 never came to the stump of the lesion (stopped at 40 mm, stump at 92 mm)",
            "2 of 20 never found the mouth (stump at 92 mm)",
            "1 of 20 left the vein 12 mm into the lesion",
            "1 of 20 stopped 50 mm into the lesion, true lumen",
            "2 of 20 stopped 34 to 61 mm into the lesion, intramural",
            "1 of 20 never found the mouth of lesion 2 (stump at 170 mm)",
            "1 of 20 came through, and stopped 60 mm short of the target",
        ];
        assert_eq!(failures(&stops, 20), expected);
    }
}
